/**
 * One piece of a phrase. Shapes in which a space would change the meaning (`9:30`, `31.12.2026`,
 * `Europe/Berlin`) are one token; anything else is a word, a number or a single character.
 */
export interface Token {
  readonly kind: "word" | "number" | "clock" | "minute" | "date" | "zone" | "symbol";
  /** Lower case in ASCII letters, without apostrophes, with any dash as `-`. */
  readonly text: string;
  /** Position in the source: [start, end). */
  readonly start: number;
  readonly end: number;
}

// Longer shapes come first. `a.m.` is a word; `9.30` is a clock time only before am or pm.
const shapes: readonly (readonly [Token["kind"], RegExp])[] = [
  ["zone", /[a-z_]+(?:\/[a-z0-9_+-]+)+/y],
  ["date", /\d{1,4}([-./])\d{1,2}\1\d{1,4}(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])/y],
  ["clock", /\d{1,2}:\d{1,2}(?::\d{1,2})?(?![\d:])|\d{1,2}\.\d{2}(?=\s*[ap]\.?m)/y],
  ["minute", /:\d{1,2}(?![\d:])/y],
  ["number", /\d+(?:\.\d+)?|\.\d+/y],
  ["word", /[ap]\.m\.?(?![a-z])|[a-z]+'[a-z]+|[a-z]+s'|[\p{L}\p{M}]+/uy],
  ["symbol", /./suy],
];

const blank = /[\s\u200b\u2060\ufeff]+/y;

/** Splits a phrase into tokens; only blanks are left out. */
export function tokenize(source: string): Token[] {
  const text = plain(source);
  const tokens: Token[] = [];
  for (let start = 0; start < text.length; ) {
    const gap = matchAt(blank, text, start);
    if (gap !== "") {
      start += gap.length;
      continue;
    }
    const token = tokenAt(text, start);
    // `Dec. 25` and `Mon.`: the full stop of an abbreviation is dropped.
    if (!(token.text === "." && tokens.at(-1)?.kind === "word" && tokens.at(-1)?.end === start))
      tokens.push(token);
    start = token.end;
  }
  return tokens;
}

/** Keeps the length of the source, so that positions stay valid. */
function plain(source: string): string {
  return source
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019\u02bc]/g, "'");
}

function tokenAt(text: string, start: number): Token {
  for (const [kind, shape] of shapes) {
    const found = matchAt(shape, text, start);
    if (found === "") continue;
    const end = start + found.length;
    return { kind, text: kind === "word" ? found.replace(/['.]/g, "") : found, start, end };
  }
  return { kind: "symbol", text: text.charAt(start), start, end: start + 1 };
}

function matchAt(shape: RegExp, text: string, start: number): string {
  shape.lastIndex = start;
  return shape.exec(text)?.[0] ?? "";
}
