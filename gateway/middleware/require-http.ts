import type { IncomingMessage } from "node:http";
import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Middleware } from "../exchange.ts";
import { unknownCoding } from "../problem/unread-request.ts";

/**
 * Limit for the request target, and for all headers together. Requests far beyond both never get here: see
 * `server.ts`.
 */
const longestTarget = 16_384;
const mostHeaderBytes = 16_384;

/** Matches a Host header (RFC 9110, 7.2: `uri-host [ ":" port ]`); empty is allowed. */
const hostForm = /^[A-Za-z0-9._~!$&'()*+,;=:%[\]-]*$/;

/**
 * Refuses requests that Node parses but HTTP/1.1 does not allow or this server does not support. Closes the
 * connection after the answer, because the start of the next request is uncertain.
 */
export const requireHttp: Middleware = async (ctx, next) => {
  const problem = problemIn(ctx.req);
  if (problem !== null) {
    ctx.set("Connection", "close");
    throw problem;
  }
  await next();
};

function problemIn(request: IncomingMessage): ServiceError<ErrorCode> | null {
  const { url = "", rawHeaders, headers, httpVersionMajor } = request;
  if (httpVersionMajor !== 1) return invalid("invalid_http", "This server speaks HTTP/1.1.");
  if (url.length > longestTarget) {
    return invalid("uri_too_long", `The URL may have at most ${longestTarget} bytes.`);
  }
  if (headerBytes(rawHeaders) > mostHeaderBytes) {
    return invalid("headers_too_large", `Headers may have at most ${mostHeaderBytes} bytes together.`);
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== "100-continue") {
    return invalid("expectation_failed", "Leave `Expect` out, or send `100-continue`.");
  }
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && coding.toLowerCase() !== "chunked") return unknownCoding();
  return problemOfHost(request);
}

/** RFC 9112, 3.2: 400 for an HTTP/1.1 request without Host, and for any with several or an invalid one. */
function problemOfHost({
  rawHeaders,
  headers,
  httpVersionMinor,
}: IncomingMessage): ServiceError<ErrorCode> | null {
  if (headers.host === undefined) {
    return httpVersionMinor === 0 ? null : invalid("invalid_http", "A request must have a `Host` header.");
  }
  if (hostCount(rawHeaders) > 1)
    return invalid("invalid_http", "A request must have one `Host` header only.");
  return hostForm.test(headers.host)
    ? null
    : invalid("invalid_http", "`Host` must be a host, with a port or not.");
}

/** Node keeps only the first of several. The array alternates names and values. */
function hostCount(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === "host") count++;
  }
  return count;
}

/** Adds the colon, the blank and the line end to each name and value. */
function headerBytes(rawHeaders: readonly string[]): number {
  let bytes = rawHeaders.length * 2;
  for (const text of rawHeaders) bytes += text.length;
  return bytes;
}

function invalid(code: ErrorCode, message: string): ServiceError<ErrorCode> {
  return new ServiceError(code, message);
}
