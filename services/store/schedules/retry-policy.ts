/** A retry policy as it is stored: as its schedule shows it, and as dispatchers follow it. */
export interface StoredRetryPolicy<Written> {
  /** False: the caller gave none, so that an endpoint profile's own goes before it. */
  readonly given: boolean;
  readonly written: Written;
  readonly effective: EffectiveRetryPolicy;
}

/** All waits in milliseconds; what each means stands with the functions that follow it. */
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
