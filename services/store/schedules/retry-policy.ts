/** Growth of the waits from attempt to attempt. */
export type BackoffStrategy =
  /** Multiplied by `factor` each time. */
  | "exponential"
  /** `baseMs` longer each time. */
  | "linear"
  /** `baseMs` each time. */
  | "fixed"
  /** The waits of `delaysMs`, one after the other; the last one repeats. */
  | "list";

/** Effect of a rule of a retry policy on the attempt that it matches. */
export type RetryAction =
  /** Retries, as long as attempts are left. */
  | "retry"
  /** Ends the delivery as a dead letter at once. */
  | "dead_letter"
  /** Ends the delivery as succeeded. */
  | "succeed";

/** A stored retry policy: as its schedule shows it, and as dispatchers follow it. */
export interface StoredRetryPolicy<Written> {
  /** False: the caller gave none, so the endpoint profile's own applies first. */
  readonly given: boolean;
  readonly written: Written;
  readonly effective: EffectiveRetryPolicy;
}

/** All waits are in milliseconds; the functions that use a field document it. */
export interface EffectiveRetryPolicy {
  readonly maxAttempts: number;
  readonly strategy: BackoffStrategy;
  readonly baseMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: boolean;
  readonly delaysMs: readonly number[];
  readonly rules: readonly {
    readonly status: string | null;
    /** An `AttemptErrorCode`. */
    readonly error: string | null;
    readonly action: RetryAction;
    readonly afterMs: number | null;
  }[];
}
