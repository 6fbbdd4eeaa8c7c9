import { DialError, symbolOf } from "./connections/dial-error.ts";
import { HttpError } from "./http1/http-error.ts";
import type { AttemptErrorCode } from "./result.ts";

export interface ExchangeError {
  readonly code: Exclude<AttemptErrorCode, "http_status">;
  readonly message: string;
}

/** Our code and message for each error that Node reports after connecting. */
const known = new Map<string, ExchangeError>([
  ["ECONNRESET", broken("the receiver reset the connection")],
  ["EPIPE", broken("the receiver closed the connection while the request was sent")],
  ["ETIMEDOUT", { code: "timeout", message: "the network gave up on the connection" }],
]);

/**
 * Code and message for the error that ended an exchange.
 *
 * @param requestSent true if anything was written to the socket
 */
export function exchangeErrorFrom(error: unknown, requestSent: boolean): ExchangeError {
  if (error instanceof DialError) return { code: error.stage, message: error.message };
  if (error instanceof HttpError) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return broken("the exchange failed");
  const symbol = symbolOf(error);
  if (symbol === null) return broken("the exchange failed");
  // With TLS 1.3 a peer may refuse after the handshake, for example if it wants a client certificate.
  if (symbol.startsWith("ERR_SSL_")) return { code: "tls", message: `the TLS connection failed (${symbol})` };
  const entry = known.get(symbol);
  if (entry !== undefined) return entry;
  if (!requestSent) return { code: "connect", message: `the request could not be sent (${symbol})` };
  return broken(`the exchange failed (${symbol})`);
}

function broken(message: string): ExchangeError {
  return { code: "reset", message };
}
