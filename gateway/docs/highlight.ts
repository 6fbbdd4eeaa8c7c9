import { escapeHtml } from "./escape-html.ts";

const string = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/;
const word = (names: string) => new RegExp(`(?<![\\w$.-])(?:${names})(?![\\w$-])`);

const keywords = word(
  "import|from|export|const|let|function|async|await|return|new|if|else|for|of|try|catch|throw|type|interface|true|false|null|undefined",
);

/** Marks each language by class of piece. Order decides where two begin at the same place. */
const languages: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  sh: {
    comment: /(?<=^|\s)#[^\n]*/m,
    string: /"(?:[^"\\]|\\.)*"|'[^']*'/,
    variable: /\$\w+|\$\{\w+\}/,
    keyword: word("curl|npm|npx|sched|node|export|echo|cat|sed|grep|kill"),
  },
  js: { comment: /\/\/[^\n]*|\/\*[\s\S]*?\*\//, string, keyword: keywords },
  json: {
    key: /"(?:[^"\\\n]|\\.)*"(?=\s*:)/,
    string: /"(?:[^"\\\n]|\\.)*"/,
    keyword: word("true|false|null"),
  },
  sql: {
    comment: /--[^\n]*/,
    string: /'[^']*'/,
    keyword: word("SELECT|FROM|WHERE|GROUP BY|ORDER BY|INSERT|INTO|CREATE|TABLE"),
  },
};
const others: Readonly<Record<string, string>> = { ts: "js", javascript: "js", typescript: "js", bash: "sh" };

/** Marks comments, strings and keywords of a block of code; returns HTML. A language that is not known stays plain. */
export function highlight(code: string, language: string): string {
  const kinds = languages[others[language] ?? language];
  if (kinds === undefined) return escapeHtml(code);
  const all = Object.entries(kinds);
  const pattern = new RegExp(all.map(([kind, { source }]) => `(?<${kind}>${source})`).join("|"), "gm");
  let html = "";
  let at = 0;
  for (const match of code.matchAll(pattern)) {
    const kind = all.find(([name]) => match.groups?.[name] !== undefined)?.[0];
    html += `${escapeHtml(code.slice(at, match.index))}<span class="${kind}">${escapeHtml(match[0])}</span>`;
    at = match.index + match[0].length;
  }
  return html + escapeHtml(code.slice(at));
}
