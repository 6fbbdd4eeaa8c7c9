/** The parts of an answer's head that are used. */
export interface ResponseHead {
  readonly statusCode: number;
  /** Value of the first Retry-After, unparsed. */
  readonly retryAfter: string | null;
  /** End of the body: its length, its chunks, or the end of the connection (RFC 9112, 6.3). */
  readonly body: number | "chunked" | "until_close";
  /** True if the connection can be reused. */
  readonly keepAlive: boolean;
  /** Idle time in seconds that the receiver allows; null if it named none. */
  readonly keepAliveSeconds: number | null;
}
