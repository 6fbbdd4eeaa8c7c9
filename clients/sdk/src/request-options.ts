/** Describes what any call may be given. */
export interface RequestOptions {
  /** Ends the call: it rejects with the code `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** How long one try may take, in milliseconds; the client's `timeoutMs` if not given. */
  readonly timeoutMs?: number | undefined;
  /** How often a try that failed is repeated at most; the client's `maxRetries` if not given. */
  readonly maxRetries?: number | undefined;
  /** Headers beside those of the client. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Is given the answer's status and headers: `etag`, `x-request-id`, `idempotent-replayed`. */
  readonly onResponse?: ((response: Pick<Response, "status" | "headers">) => void) | undefined;
}

/** Describes what a call may be given that makes something. */
export interface CreateOptions extends RequestOptions {
  /**
   * The same key with the same body answers what was made first. If not given, each call has a random one of its own, so
   * that it can be repeated; give one to be safe over calls and restarts.
   */
  readonly idempotencyKey?: string | undefined;
}

/** Describes what a call may be given that changes something. */
export interface ChangeOptions extends RequestOptions {
  /** The `version` that the change is meant for; with another one the call rejects with `version_mismatch`. */
  readonly ifVersion?: number | undefined;
}
