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
  readonly strategy: "exponential" | "linear" | "fixed" | "list";
  readonly baseMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitter: boolean;
  readonly delaysMs: readonly number[];
  readonly rules: readonly {
    readonly status: string | null;
    /** An `AttemptErrorCode`. */
    readonly error: string | null;
    readonly action: "retry" | "dead_letter" | "succeed";
    readonly afterMs: number | null;
  }[];
}
