import { HttpError } from "./http-error.ts";

/** Describes what a request is made of, beside the host. */
export interface RequestParts {
  readonly method: string;
  /** Path and query, as a URL has them. */
  readonly path: string;
  /** Name, value, name, value; each character stands for one byte. */
  readonly headers: readonly string[];
  /** Empty: none. */
  readonly body: Buffer;
}

/** Control characters, of which some would end a header early, and what is no single byte. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/** Methods that say by a length of zero that they have no body (RFC 9110, 8.6). */
const lengthOfNothing = new Set(["POST", "PUT", "PATCH"]);

/**
 * Request line and headers with the empty line that ends them (RFC 9112, 2.1), one character a byte.
 *
 * @throws HttpError when a header could not be told from what follows it
 */
export function requestHead({ method, path, headers, body }: RequestParts, host: string): string {
  if (unsendable.test(headers.join("")))
    throw new HttpError("connect", "a header has characters that cannot be sent");
  let head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n`;
  for (let at = 0; at + 1 < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`;
  if (body.length > 0 || lengthOfNothing.has(method)) head += `Content-Length: ${body.length}\r\n`;
  return `${head}\r\n`;
}
