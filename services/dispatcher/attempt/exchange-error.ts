import { DialError, symbolOf } from "./dial-error.ts";
import type { AttemptErrorCode } from "./result.ts";

export interface ExchangeError {
  readonly code: Exclude<AttemptErrorCode, "http_status">;
  readonly message: string;
}

/** What undici and Node report once a request is out, in our words. */
const known = new Map<string, ExchangeError>([
  ["UND_ERR_HEADERS_OVERFLOW", { code: "too_large", message: "the answer's headers are too large" }],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", broken("the answer ended before its declared length")],
  ["UND_ERR_SOCKET", broken("the receiver closed the connection before its answer was complete")],
  ["ECONNRESET", broken("the receiver reset the connection")],
  ["EPIPE", broken("the receiver closed the connection while the request was sent")],
  ["ETIMEDOUT", { code: "timeout", message: "the network gave up on the connection" }],
  ["UND_ERR_DESTROYED", { code: "interrupted", message: "this process was shut down" }],
  ["UND_ERR_CLOSED", { code: "interrupted", message: "this process was shut down" }],
]);

/**
 * The code and message for the error that ended an exchange.
 *
 * A kept-alive connection that the receiver closed just as it was used again is `reset` like any
 * other: nobody can tell whether the request was read, so it is neither hidden nor sent again here.
 *
 * @param requestSent whether anything was written to the socket
 */
export function exchangeErrorFrom(error: unknown, requestSent: boolean): ExchangeError {
  if (error instanceof DialError) return { code: error.stage, message: error.message };
  if (!(error instanceof Error)) return broken("the exchange failed");
  // Its `code` is missing for most of what a parser can object to.
  if (error.name === "HTTPParserError") return broken("the answer is not HTTP/1.1");
  if (error.message === "bad upgrade") return broken("the receiver switched to another protocol");
  const symbol = symbolOf(error);
  if (symbol === null) return broken("the exchange failed");
  // TLS 1.3 lets a peer refuse, say for want of a client certificate, after the handshake.
  if (symbol.startsWith("ERR_SSL_")) return { code: "tls", message: `the TLS connection failed (${symbol})` };
  const entry = known.get(symbol);
  if (entry !== undefined) return entry;
  if (!requestSent) return { code: "connect", message: `the request could not be sent (${symbol})` };
  return broken(`the exchange failed (${symbol})`);
}

function broken(message: string): ExchangeError {
  return { code: "reset", message };
}
