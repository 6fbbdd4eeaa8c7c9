import { escapeHtml } from "./escape-html.ts";
import type { Entry, Section } from "./navigation.ts";
import type { Heading } from "./outline.ts";

/** Everything that a page of the documentation shows. */
export interface PageParts {
  /** Below `/docs`; empty for the index. */
  readonly path: string;
  readonly title: string;
  readonly content: string;
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
  readonly before: Entry | null;
  readonly after: Entry | null;
}

/** The way from a page to the server's root, so that the pages also work behind a prefix: empty, `../`, `../../`. */
export function rootOf(path: string): string {
  return path === "" ? "" : "../".repeat(path.split("/").length);
}

/** The address of a page, as seen from another. */
export function addressFrom(from: string, path: string): string {
  return path === "" ? `${rootOf(from)}docs` : `${rootOf(from)}docs/${path}`;
}

/** Puts a page together. */
export function layOut(page: PageParts): string {
  const root = rootOf(page.path);
  const title = page.path === "" ? "Landfall documentation" : `${page.title} · Landfall`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<script src="${root}docs/assets/theme.js"></script>
<link rel="stylesheet" href="${root}docs/assets/tokens.css">
<link rel="stylesheet" href="${root}docs/assets/pages.css">
<link rel="stylesheet" href="${root}docs/assets/docs.css">
<link rel="icon" href="${root}docs/assets/icon.svg">
<script src="${root}docs/assets/docs.js" data-root="${root}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
${headerBar(root)}
<div class="frame">
<nav class="side" aria-label="Pages">${pageList(page)}</nav>
<main id="content" tabindex="-1">
<details class="menu"><summary>Pages</summary><nav aria-label="Pages, folded">${pageList(page)}</nav></details>
<article>
${page.content}</article>
${steps(page)}
</main>
${contents(page.headings)}
</div>
</body>
</html>
`;
}

function headerBar(root: string): string {
  return `<header class="bar">
<a class="brand" href="${root}docs"><img src="${root}docs/assets/icon.svg" alt="" width="24" height="24">Landfall</a>
<nav aria-label="Landfall"><a href="${root || "./"}">Console</a><a href="${root}docs" aria-current="true">Docs</a><a href="${root}reference">Reference</a></nav>
<search hidden><label class="hidden" for="search">Search the documentation</label><input id="search" type="search" placeholder="Search" title="Press / to search" autocomplete="off" spellcheck="false"><div id="found" role="status" hidden></div></search>
<button id="theme" class="end" type="button" hidden>Auto</button>
</header>`;
}

function pageList({ path, sections }: PageParts): string {
  const isCurrent = (entry: Entry) =>
    entry.path === path ||
    (entry.path !== "" && path.startsWith(`${entry.path}/`) && !isListed(path, sections));
  const item = (entry: Entry) =>
    `<li><a class="entry" href="${addressFrom(path, entry.path)}"${isCurrent(entry) ? ' aria-current="page"' : ""}>${escapeHtml(entry.title)}</a></li>`;
  return sections
    .map(
      ({ title, entries }) =>
        `<p class="group">${escapeHtml(title)}</p><ul class="entries">${entries.map(item).join("")}</ul>`,
    )
    .join("\n");
}

function isListed(path: string, sections: readonly Section[]): boolean {
  return sections.some(({ entries }) => entries.some((entry) => entry.path === path));
}

function steps({ path, before, after }: PageParts): string {
  const link = (entry: Entry | null, name: string) =>
    entry === null
      ? ""
      : `<a class="${name.toLowerCase()}" href="${addressFrom(path, entry.path)}"><span>${name}</span>${escapeHtml(entry.title)}</a>`;
  const links = link(before, "Previous") + link(after, "Next");
  return links === "" ? "" : `<nav class="steps" aria-label="Previous and next">${links}</nav>`;
}

function contents(headings: readonly Heading[]): string {
  const shown = headings.filter(({ depth }) => depth === 2 || depth === 3);
  if (shown.length < 2) return '<div class="contents"></div>';
  const items = shown
    .map(
      ({ depth, text, slug }) =>
        `<li><a class="entry${depth === 3 ? " under" : ""}" href="#${slug}">${escapeHtml(text)}</a></li>`,
    )
    .join("");
  return `<nav class="contents" aria-label="On this page"><p class="group">On this page</p><ul class="entries">${items}</ul></nav>`;
}
