import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { operations } from "../../generated/openapi/operations.gen.ts";
import { escapeHtml } from "./escape-html.ts";
import { addressFrom, layOut, rootOf } from "./layout.ts";
import { neighboursOf, readNavigation, type Section } from "./navigation.ts";
import { nearestPages } from "./nearest-pages.ts";
import { type Heading, outlineOf } from "./outline.ts";
import { pageFiles, repository } from "./page-files.ts";
import { type Links, renderMarkdown } from "./render-markdown.ts";

/** A line of the search index: page, title, and headings with their anchors. */
interface SearchEntry {
  readonly path: string;
  readonly title: string;
  readonly headings: readonly (readonly [slug: string, text: string])[];
}

/** The documentation, read from the repository's Markdown once. */
export interface Site {
  /** The HTML of a page, made when it is first asked for; null if there is none. @param path below `/docs` */
  readonly page: (path: string) => string | null;
  /** The page that says that there is none, with those that are most like it. */
  readonly lost: (path: string) => string;
  readonly search: readonly SearchEntry[];
}

/** Paths of this server that pages name in code, and that are worth a click. */
const servedPaths = new Set([
  "/reference",
  "/openapi.json",
  "/llms.txt",
  "/healthz",
  "/readyz",
  "/metrics",
  "/metricsz",
]);

let opened: Promise<Site> | undefined;

/** Reads the documentation when it is first asked for, and keeps it. */
export function openSite(): Promise<Site> {
  opened ??= readSite();
  return opened;
}

async function readSite(): Promise<Site> {
  const files = await pageFiles();
  const texts = new Map(
    await Promise.all(
      [...files].map(
        async ([file, path]) => [path, { file, text: await readFile(repository + file, "utf8") }] as const,
      ),
    ),
  );
  const sections = readNavigation(texts.get("")?.text ?? "", files);
  const kept = new Map<string, string>();
  const search = [...texts].map(([path, { text }]) => {
    const [title, ...headings] = outlineOf(text);
    return {
      path,
      title: title?.text ?? path,
      headings: headings.map((each) => [each.slug, each.text] as const),
    };
  });
  return {
    search,
    page(path) {
      const source = texts.get(path);
      if (source === undefined) return null;
      const html = kept.get(path) ?? render(path, source, files, sections);
      kept.set(path, html);
      return html;
    },
    lost: (path) => lostPage(path, search, sections),
  };
}

function render(
  path: string,
  { file, text }: { readonly file: string; readonly text: string },
  files: ReadonlyMap<string, string>,
  sections: readonly Section[],
): string {
  const headings = outlineOf(text);
  const content = renderMarkdown(text, linksOf(path, file, files));
  return layOut({
    path,
    title: titleOf(headings, path),
    content,
    headings,
    sections,
    ...neighboursOf(path, sections),
  });
}

function linksOf(path: string, file: string, files: ReadonlyMap<string, string>): Links {
  return {
    addressOf(href) {
      if (/^https?:\/\//.test(href) || href.startsWith("#")) return href;
      const [target = "", anchor] = href.split("#", 2);
      const page = files.get(posix.join(posix.dirname(file), target));
      if (page === undefined) return null;
      return addressFrom(path, page) + (anchor === undefined ? "" : `#${anchor}`);
    },
    addressOfCode(code) {
      if (servedPaths.has(code)) return `${rootOf(path)}${code.slice(1)}`;
      return isOperation(code) ? `${rootOf(path)}reference#/${operationAnchor(code)}` : null;
    },
  };
}

function isOperation(code: string): code is keyof typeof operations {
  return Object.hasOwn(operations, code);
}

/** As the reference names its operations: their tag, then their id. */
function operationAnchor(id: keyof typeof operations): string {
  return `${encodeURIComponent(operations[id].tag)}/${id}`;
}

function titleOf(headings: readonly Heading[], path: string): string {
  return headings.find(({ depth }) => depth === 1)?.text ?? path;
}

function lostPage(path: string, search: readonly SearchEntry[], sections: readonly Section[]): string {
  const near = nearestPages(
    path,
    search.map((entry) => entry.path).filter((each) => each !== ""),
  );
  const item = (each: string) => {
    const title = search.find((entry) => entry.path === each)?.title ?? each;
    return `<li><a href="${addressFrom(path, each)}">${escapeHtml(title)}</a></li>`;
  };
  const content = `<h1>There is no such page</h1>
<p>Nothing is at <code>/docs/${escapeHtml(path.slice(0, 200))}</code>.${near.length > 0 ? " Did you look for one of these?" : ""}</p>
<ul>${near.map(item).join("")}<li><a href="${addressFrom(path, "")}">All pages</a></li></ul>
`;
  return layOut({ path, title: "No such page", content, headings: [], sections, before: null, after: null });
}
