import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";

/** Bytes that could not be parsed as a request, as Node's server reports them. */
export interface ParseError extends Error {
  readonly code?: unknown;
  /** The chunk of input with the fault, and the position of the fault in it. */
  readonly rawPacket?: unknown;
  readonly bytesParsed?: unknown;
}

/** A complete request line; its method may be unknown (RFC 9110, 9.1: a token). */
const requestLine = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ [^ \r\n]+ HTTP\/1\.[01]\r\n/;
/** A request line that is cut off before its end. */
const longRequestLine = /^[A-Z]+ [^\r\n]*$/;

/** The documented error for bytes that could not be parsed. */
export function unreadRequest(error: ParseError): ServiceError<ErrorCode> {
  switch (error.code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return invalid("request_timeout", "The request did not arrive in time.");
    case "HPE_HEADER_OVERFLOW":
      return longRequestLine.test(faultyLines(error))
        ? invalid("uri_too_long", "The URL may have at most 16384 bytes.")
        : invalid("headers_too_large", "Headers may have at most 16384 bytes together.");
    case "HPE_INVALID_METHOD":
      return requestLine.test(faultyLines(error))
        ? invalid("not_implemented", "The method is none that this server knows.")
        : notHttp();
    case "HPE_INVALID_TRANSFER_ENCODING":
      // RFC 9112, 6.1 and 6.3: 501 for an unknown coding, 400 if `chunked` is not the last one.
      return /^transfer-encoding:.*chunked/im.test(text(error)) ? notHttp() : unknownCoding();
    case "HPE_INVALID_VERSION":
    case "HPE_PAUSED_H2_UPGRADE":
      return invalid("invalid_http", "This server speaks HTTP/1.1.");
    default:
      return notHttp();
  }
}

/** The bytes from the faulty line on; for a header that is too long, from the beginning. */
function faultyLines(error: ParseError): string {
  const at = Number(error.bytesParsed);
  if (error.code === "HPE_HEADER_OVERFLOW") return text(error).slice(0, at);
  return text(error).slice(text(error).lastIndexOf("\n", at - 1) + 1);
}

function text({ rawPacket }: ParseError): string {
  return Buffer.isBuffer(rawPacket) ? rawPacket.toString("latin1") : "";
}

/** The error for a body in a transfer coding other than `chunked`. */
export function unknownCoding(): ServiceError<ErrorCode> {
  return invalid(
    "not_implemented",
    "Send the body with `Content-Length`, or as `Transfer-Encoding: chunked`.",
  );
}

function notHttp(): ServiceError<ErrorCode> {
  return invalid("invalid_http", "This is not a complete HTTP request.");
}

function invalid(code: ErrorCode, message: string): ServiceError<ErrorCode> {
  return new ServiceError(code, message);
}
