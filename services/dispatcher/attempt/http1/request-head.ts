import { HttpError } from "./http-error.ts";

/** A request, without its host. */
export interface RequestParts {
  readonly method: string;
  /** Path and query of the URL. */
  readonly path: string;
  /** Name, value, name, value; one character per byte. */
  readonly headers: readonly string[];
  /** Empty if there is no body. */
  readonly body: Buffer;
}

/** Control characters, some of which would end a header early, and characters that are not a single byte. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

/** Methods that send `Content-Length: 0` if they have no body (RFC 9110, 8.6). */
const lengthOfNothing = new Set(["POST", "PUT", "PATCH"]);

/**
 * Request line and headers, with the empty line that ends them (RFC 9112, 2.1), one character per byte.
 *
 * @throws HttpError if a header contains a character that cannot be sent
 */
export function requestHead({ method, path, headers, body }: RequestParts, host: string): string {
  if (unsendable.test(headers.join("")))
    throw new HttpError("connect", "a header has characters that cannot be sent");
  let head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n`;
  for (let at = 0; at + 1 < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`;
  if (body.length > 0 || lengthOfNothing.has(method)) head += `Content-Length: ${body.length}\r\n`;
  return `${head}\r\n`;
}
