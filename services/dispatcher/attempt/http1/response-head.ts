/** The head of an answer, as far as it is of use. */
export interface ResponseHead {
  readonly statusCode: number;
  /** Of the first Retry-After, as it came. */
  readonly retryAfter: string | null;
  /** Ends the body: after so many bytes, by its own chunks, or with the connection (RFC 9112, 6.3). */
  readonly body: number | "chunked" | "until_close";
  /** The receiver takes another request on the connection. */
  readonly keepAlive: boolean;
  /** For how many seconds it does, if it said so. */
  readonly keepAliveSeconds: number | null;
}
