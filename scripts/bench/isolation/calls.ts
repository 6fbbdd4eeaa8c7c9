/** A series of API calls. */
export interface Calls {
  readonly url: string;
  readonly key: string;
  /** The calls to make, repeated in turn. */
  readonly makes: readonly Make[];
  readonly connections: number;
  /**
   * Calls per second, evenly spread, without waiting for earlier ones; null: each connection calls again after each
   * answer.
   */
  readonly perSecond: number | null;
  /** Milliseconds UTC. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Time limit for answers after the end. */
  readonly patienceMs: number;
}

export interface Make {
  readonly method: "GET" | "POST";
  /** `{n}` here and in the body is replaced with a unique number. */
  readonly path: string;
  readonly body: string | null;
}

/** One that was made. */
export interface Call {
  /** Its place among `makes`. */
  readonly make: number;
  readonly dueAt: number;
  readonly tookMs: number;
  /** Status; 0: the connection broke, or no answer came in time. */
  readonly status: number;
}

/** Lists the number of calls for each status: `200 × 12, 429 × 3`; "none" for no calls. */
export function statusesOf(calls: readonly Call[]): string {
  const counts = Map.groupBy(calls, ({ status }) => (status === 0 ? "no answer" : String(status)));
  const parts = [...counts].map(([status, { length }]) => `${status} × ${length.toLocaleString("en-US")}`);
  return parts.toSorted().join(", ") || "none";
}
