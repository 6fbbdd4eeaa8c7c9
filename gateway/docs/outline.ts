import { slugger } from "./slug.ts";

/** A heading of a page. */
export interface Heading {
  /** 1 for the title. */
  readonly depth: number;
  /** Without marks of Markdown. */
  readonly text: string;
  readonly slug: string;
}

const fence = /^(?:```|~~~)/;

/** Lists the headings of a page without rendering it. */
export function outlineOf(markdown: string): Heading[] {
  const name = slugger();
  const headings: Heading[] = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    if (fence.test(line)) isCode = !isCode;
    const [, marks, written] = (isCode ? null : /^(#{1,6}) (.+)$/.exec(line)) ?? [];
    if (marks === undefined || written === undefined) continue;
    const text = plainText(written);
    headings.push({ depth: marks.length, text, slug: name(text) });
  }
  return headings;
}

/** Removes the marks of links, code and emphasis from a line. */
export function plainText(line: string): string {
  return line
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .trim();
}
