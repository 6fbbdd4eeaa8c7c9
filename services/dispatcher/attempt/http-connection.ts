import type { Clock } from "../../runtime/clock.ts";
import type { Dial } from "./dial.ts";
import type { Abortable, ExchangeHandler } from "./http1/exchange-handler.ts";
import type { RequestParts } from "./http1/request-head.ts";
import type { AnswerBounds } from "./http1/response-reader.ts";

/**
 * One connection to an origin, which carries one request at a time: dials when it is first used, and anew after it was
 * closed. A request whose kept connection is gone before a byte of an answer came is sent once more, on a new one.
 */
export interface HttpConnection extends Abortable {
  /** Sends a request; the one before it must have ended. */
  send(request: RequestParts, handler: ExchangeHandler): void;
  /** Closes what is open but was not used for as long as it may be kept. */
  closeIfIdle(now: number): void;
  /** Ends everything for good. */
  destroy(): void;
}

export interface ConnectionLimits extends AnswerBounds {
  /** An unused connection is closed after this, unless the receiver names a time. */
  readonly keepAliveMs: number;
  /** At most, whatever the receiver names. */
  readonly mostKeepAliveMs: number;
}

/** Makes a connection that is not dialled yet. One for each HTTP client that there is. */
export type OpenConnection = (
  clock: Clock,
  dial: Dial,
  origin: URL,
  limits: ConnectionLimits,
) => HttpConnection;
