import type { Clock } from "../../../runtime/time/clock.ts";
import type { Abortable, ExchangeHandler } from "../http1/exchange-handler.ts";
import type { RequestParts } from "../http1/request-head.ts";
import type { AnswerBounds } from "../http1/response-reader.ts";
import type { Dial } from "./dial.ts";

/**
 * One connection to an origin, which carries one request at a time. It dials on first use, and again after
 * it was closed. If a kept connection is lost before any byte of the answer, the request is sent once more
 * on a new one.
 */
export interface HttpConnection extends Abortable {
  /** Sends a request; the previous one must have ended. */
  send(request: RequestParts, handler: ExchangeHandler): void;
  /** Closes the connection if its idle time is over. */
  closeIfIdle(now: number): void;
  /** Closes the connection for good. */
  destroy(): void;
}

export interface ConnectionLimits extends AnswerBounds {
  /** Idle time after which a connection is closed, unless the receiver names another. */
  readonly keepAliveMs: number;
  /** Upper bound of the idle time that a receiver names. */
  readonly mostKeepAliveMs: number;
}

/** Creates a connection that dials on first use. Each HTTP client provides one. */
export type OpenConnection = (
  clock: Clock,
  dial: Dial,
  origin: URL,
  limits: ConnectionLimits,
) => HttpConnection;
