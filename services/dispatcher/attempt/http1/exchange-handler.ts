import type { OnData } from "./chunked-body.ts";
import type { ResponseHead } from "./response-head.ts";

/** Hears of an exchange. No method may throw but `onStart`. */
export interface ExchangeHandler {
  /** True when the request may be written now. */
  mayStart(): boolean;
  /** Asks whether it may after all, since it is late. Never rejects. */
  askToStart(): Promise<boolean>;
  /** It may not, and is not written; the connection is free. */
  onWithdrawn(): void;
  /**
   * The request is written in the next moment, in the same turn of the event loop. Called again when it is sent once
   * more.
   *
   * @throws Error when it shall not be
   */
  onStart(connection: Abortable): void;
  /**
   * The kept connection that it was written to is gone, before a byte of an answer came. It is sent once more, on a new
   * one, if it may still start; until then there is nothing to abort.
   */
  onLost(error: Error): void;
  onHead(head: Pick<ResponseHead, "statusCode" | "retryAfter">): void;
  /** Some of the answer's body; the bytes are only lent. */
  readonly onData: OnData;
  /** The answer is complete; the connection is free. */
  onEnd(): void;
  /** There will be no answer, or no more of it; the connection is free, and dials anew. */
  onError(error: Error): void;
}

/** A connection, as far as an exchange has a say in it. */
export interface Abortable {
  /** Breaks off what is in flight; the next request dials anew. */
  abort(error: Error): void;
}
