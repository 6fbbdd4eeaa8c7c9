import { describe, expect, it } from "vitest";
import { outlineOf } from "./outline.ts";
import { renderMarkdown } from "./render-markdown.ts";

const links = {
  addressOf: (href: string) => (href.startsWith("gone") ? null : href),
  addressOfCode: () => null,
};
const render = (markdown: string) => renderMarkdown(markdown, links);

describe("renderMarkdown", () => {
  it("shows HTML as text, in every place where it may stand", () => {
    for (const markdown of [
      "<script>alert(1)</script>",
      "a <img src=x onerror=alert(1)> b",
      "# <b>title</b>",
      "| <i>a</i> |\n|---|\n| <u>b</u> |",
      "```js\n</code><script>\n```",
      "`<script>`",
      "[<b>text</b>](page.md)",
    ]) {
      expect(render(markdown)).not.toMatch(/<(script|img|b|i|u)[ >]/);
    }
  });

  it("leaves comments out", () => expect(render("<!-- made of -->\n\ntext")).toBe("<p>text</p>\n"));

  it("keeps the text of a link that leads nowhere here", () => {
    expect(render("see [the bench](gone.md)")).toBe("<p>see the bench</p>\n");
  });

  it("names headings as hosts of Markdown do, and as the outline does", () => {
    const markdown =
      "# `invalid_cron`\n\n## What to do?\n\n## What to do?\n\n```sh\n# no heading\n```\n\n### A [link](x.md), *too*";
    const slugs = ["invalid_cron", "what-to-do", "what-to-do-1", "a-link-too"];
    expect(outlineOf(markdown).map(({ slug }) => slug)).toEqual(slugs);
    expect([...render(markdown).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)).toEqual(slugs);
  });

  it("marks code of the languages that it knows, and nothing in others", () => {
    expect(render('```json\n{"a": true}\n```')).toContain('<span class="key">&quot;a&quot;</span>');
    expect(render("```sh run\ncurl $API # get\n```")).toContain('<span class="comment"># get</span>');
    expect(render("```text\ncurl $API\n```")).not.toContain("<span");
  });
});
