import type { IncomingMessage } from "node:http";
import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Middleware } from "../exchange.ts";
import { unknownCoding } from "../problem/unread-request.ts";

/** Of the request line's target, and of all headers together; what is far beyond both never comes here: `server.ts`. */
const longestTarget = 16_384;
const mostHeaderBytes = 16_384;

/** Matches a Host header (RFC 9110, 7.2: `uri-host [ ":" port ]`); empty is fine. */
const hostForm = /^[A-Za-z0-9._~!$&'()*+,;=:%[\]-]*$/;

/**
 * Refuses what Node reads and HTTP/1.1 does not allow, or this server does not do. The connection ends with the answer:
 * where the next request begins is not certain.
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

/** RFC 9112, 3.2: 400 for a request of HTTP/1.1 without Host, and for any with several or with one that is none. */
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

/** Node keeps the first of several. Names and values stand in turn. */
function hostCount(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === "host") count++;
  }
  return count;
}

/** Each line has a colon, a blank and its end beside name and value. */
function headerBytes(rawHeaders: readonly string[]): number {
  let bytes = rawHeaders.length * 2;
  for (const text of rawHeaders) bytes += text.length;
  return bytes;
}

function invalid(code: ErrorCode, message: string): ServiceError<ErrorCode> {
  return new ServiceError(code, message);
}
