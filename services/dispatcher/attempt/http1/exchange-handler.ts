import type { OnData } from "./chunked-body.ts";
import type { ResponseHead } from "./response-head.ts";

/** Receives the events of an exchange. Only `onStart` may throw. */
export interface ExchangeHandler {
  /** True if the request may be written now. */
  mayStart(): boolean;
  /** Asks if a late request may still be written. Never rejects. */
  askToStart(): Promise<boolean>;
  /** The request may not be written; the connection is free. */
  onWithdrawn(): void;
  /**
   * Called right before the request is written, in the same turn of the event loop, and again before a
   * resend.
   *
   * @throws Error if it must not be written
   */
  onStart(connection: Abortable): void;
  /**
   * The kept connection was lost before any byte of the answer. The request is resent on a new connection
   * if it may still start; until then there is nothing to abort.
   */
  onLost(error: Error): void;
  onHead(head: Pick<ResponseHead, "statusCode" | "retryAfter">): void;
  /** Receives part of the answer's body. The buffer is reused after the call. */
  readonly onData: OnData;
  /** The answer is complete; the connection is free. */
  onEnd(): void;
  /** The answer failed or is incomplete. The connection is free, and dials again for the next request. */
  onError(error: Error): void;
}

/** The part of a connection that an exchange may use. */
export interface Abortable {
  /** Aborts the request in flight; the next one dials again. */
  abort(error: Error): void;
}
