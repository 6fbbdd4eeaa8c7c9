import { Marked, type RendererObject, type Tokens } from "marked";
import { escapeHtml } from "./escape-html.ts";
import { highlight } from "./highlight.ts";
import { plainText } from "./outline.ts";
import { slugger } from "./slug.ts";

/** Where links lead. */
export interface Links {
  /** The address of what a link names; null if it is not served, and its text stays. */
  readonly addressOf: (href: string) => string | null;
  /** Link target for a code span that names something documented, such as an operation; null for most. */
  readonly addressOfCode: (code: string) => string | null;
}

/** Renders a page's Markdown. HTML in it is shown as text, and comments are left out. */
export function renderMarkdown(markdown: string, links: Links): string {
  const marked = new Marked({ gfm: true, renderer: { ...blocks(slugger()), ...inlines(links) } });
  return marked.parse(markdown, { async: false });
}

function blocks(slug: (heading: string) => string): RendererObject {
  return {
    heading({ tokens, depth, text }: Tokens.Heading) {
      const id = slug(plainText(text));
      const inner = this.parser.parseInline(tokens);
      const anchor =
        depth === 1
          ? ""
          : `<a class="anchor" href="#${id}" aria-label="Link to “${escapeHtml(plainText(text))}”">#</a>`;
      return `<h${depth} id="${id}">${inner}${anchor}</h${depth}>\n`;
    },
    code({ text, lang = "" }: Tokens.Code) {
      const [language = ""] = lang.split(/\s/);
      const label = language === "" ? "Text" : `Code: ${language}`;
      return `<div class="code"><pre tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${highlight(text, language)}</code></pre></div>\n`;
    },
    table({ header, rows }: Tokens.Table) {
      const cell = (kind: "td" | "th") => (each: Tokens.TableCell) =>
        kind === "th" && each.text === ""
          ? "<td></td>"
          : `<${kind}>${this.parser.parseInline(each.tokens)}</${kind}>`;
      const isBare = header.every(({ text }) => text === "");
      const head = isBare ? "" : `<thead><tr>${header.map(cell("th")).join("")}</tr></thead>`;
      const body = rows.map((row) => `<tr>${row.map(cell("td")).join("")}</tr>`).join("\n");
      return `<div class="table" tabindex="0" role="group" aria-label="Table"><table>${head}<tbody>${body}</tbody></table></div>\n`;
    },
    html: ({ text }: Tokens.HTML | Tokens.Tag) =>
      text.trimStart().startsWith("<!--") ? "" : escapeHtml(text),
  };
}

function inlines({ addressOf, addressOfCode }: Links): RendererObject {
  return {
    link({ href, tokens }: Tokens.Link) {
      const inner = this.parser.parseInline(tokens);
      const address = addressOf(href);
      return address === null ? inner : `<a href="${escapeHtml(address)}">${inner}</a>`;
    },
    codespan({ text }: Tokens.Codespan) {
      const address = addressOfCode(text);
      const code = `<code>${escapeHtml(text)}</code>`;
      return address === null ? code : `<a href="${escapeHtml(address)}">${code}</a>`;
    },
    image: ({ text }: Tokens.Image) => escapeHtml(text),
  };
}
