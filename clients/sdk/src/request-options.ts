/** Options of any call. */
export interface RequestOptions {
  /** Aborts the call, which rejects with the code `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Time limit of one try, in milliseconds; default: the client's `timeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** Maximum number of retries; default: the client's `maxRetries`. */
  readonly maxRetries?: number | undefined;
  /** Headers in addition to the client's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called with the answer's status and headers: `etag`, `x-request-id`, `idempotent-replayed`. */
  readonly onResponse?: ((response: Pick<Response, "status" | "headers">) => void) | undefined;
}

/** Options of a call that creates something. */
export interface CreateOptions extends RequestOptions {
  /**
   * The same key with the same body returns what was created first. By default each call has a random key
   * of its own, so that it can be retried; pass one to be safe across calls and restarts.
   */
  readonly idempotencyKey?: string | undefined;
}

/** Options of a call that changes something. */
export interface ChangeOptions extends RequestOptions {
  /** The `version` to change; if the object has another one, the call rejects with `version_mismatch`. */
  readonly ifVersion?: number | undefined;
}
