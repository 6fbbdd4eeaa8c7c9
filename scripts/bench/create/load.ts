/** A load of requests with the same bytes. */
export interface Load {
  readonly url: string;
  readonly key: string;
  readonly body: string;
  /** Kept-alive connections, one request at a time on each. */
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second; null: each connection sends the next request after each answer. */
  readonly perSecond: number | null;
}

/** Result of a load. It includes every request sent: the last ones are waited for. */
export interface LoadResult {
  /** Number of answers, by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly answers: number;
  /** Time from the first request to the last answer. */
  readonly seconds: number;
  /** Time from the planned send (without a rate: the actual one) to the end of the answer. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** CPU time of the client in microseconds per answer. */
  readonly clientMicroseconds: number;
}
