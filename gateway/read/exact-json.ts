declare global {
  interface JSON {
    /** A value that `stringify` writes as `text`. Source: tc39/proposal-json-parse-with-source. */
    rawJSON(text: string): object;
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
  }
}

/** Where a number could be changed by reading it: it has a fraction, an exponent or very many digits, or is -0. */
const suspicious = /(?:[[,]|"\s*:)\s*(?:-0|-?(?:0|[1-9]\d*)[.eE]|-?\d{16})/;

/** Whether `text` may hold a number that JSON.parse and JSON.stringify would not give back as it was. */
export function mayLoseDigits(text: string): boolean {
  return suspicious.test(text);
}

/**
 * `text` read so that JSON.stringify writes every number as it stood: `1.0`, `1e400`, `-0` and integers
 * past 2^53 keep their digits.
 *
 * @throws SyntaxError when it is not JSON, RangeError when it is nested too deeply
 */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && String(value) !== source
      ? JSON.rawJSON(source)
      : value,
  );
}
