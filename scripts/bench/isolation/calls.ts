/** Calls of the API that begin and end by themselves. */
export interface Calls {
  readonly url: string;
  readonly key: string;
  /** Made in turn, over and over. */
  readonly makes: readonly Make[];
  readonly connections: number;
  /** Evenly spread, none waits for the ones before; null: each connection asks again as soon as it is answered. */
  readonly perSecond: number | null;
  /** Milliseconds UTC. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Time limit for answers after the end. */
  readonly patienceMs: number;
}

export interface Make {
  readonly method: "GET" | "POST";
  /** `{n}` in here and in the body stands for a number that no other call has. */
  readonly path: string;
  readonly body: string | null;
}

/** One that was made. */
export interface Call {
  /** Its place among `makes`. */
  readonly make: number;
  readonly dueAt: number;
  readonly tookMs: number;
  /** 0: none, since the connection broke or no answer came in time. */
  readonly status: number;
}

/** Lists the number of calls for each status: `200 × 12, 429 × 3`; "none" for no calls. */
export function statusesOf(calls: readonly Call[]): string {
  const counts = Map.groupBy(calls, ({ status }) => (status === 0 ? "no answer" : String(status)));
  const parts = [...counts].map(([status, { length }]) => `${status} × ${length.toLocaleString("en-US")}`);
  return parts.toSorted().join(", ") || "none";
}
