import type { Header } from "../../generated/rpc/landfall/request/v1/request.ts";
import { ServiceError } from "../runtime/errors.ts";

const mostHeaders = 64;
const longestName = 120;
const longestValue = 4_096;

/** RFC 9110, 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const forbidden =
  /^(?:host|content-length|transfer-encoding|connection|upgrade|te|trailer|keep-alive|expect|idempotency-key|(?:proxy|sched|webhook)-.*)$/i;
/** A tab is allowed: RFC 9110, 5.5, permits it where a space may be. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const controlCharacter = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/;

/**
 * Checks the headers that a caller wants sent.
 *
 * @throws ServiceError `invalid_header`
 */
export function judgeHeaders(headers: readonly Header[]): (readonly [name: string, value: string])[] {
  if (headers.length > mostHeaders) {
    throw new ServiceError("invalid_header", `There may be at most ${mostHeaders} headers.`, "headers");
  }
  return headers.map(({ name, value }): readonly [string, string] => {
    const problem = problemOf(name, value);
    if (problem) {
      throw new ServiceError(
        "invalid_header",
        `headers: ${problem}.`,
        `headers.${name.slice(0, longestName)}`,
      );
    }
    return [name, value];
  });
}

function problemOf(name: string, value: string): string | null {
  if (name.length > longestName) return `a name may have at most ${longestName} characters`;
  if (!token.test(name)) return "a name must be a token of RFC 9110: letters, digits and !#$%&'*+-.^_`|~";
  if (forbidden.test(name)) return `${name.toLowerCase()} is set by Landfall or by HTTP itself`;
  if (value.length > longestValue) return `a value may have at most ${longestValue} characters`;
  if (controlCharacter.test(value) || !value.isWellFormed())
    return "a value must not hold control characters other than tabs";
  return null;
}
