/** Requests to be made, all with the same bytes. */
export interface Load {
  readonly url: string;
  readonly key: string;
  readonly body: string;
  /** Kept-alive connections, one request at a time on each. */
  readonly connections: number;
  readonly seconds: number;
  /** Null: each connection asks again as soon as it is answered. */
  readonly perSecond: number | null;
}

/** Result of a load. It includes every request sent: the last ones are waited for. */
export interface LoadResult {
  /** Number of answers, by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly answers: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** From when a request was to be sent (or was, without a rate) to the end of its answer. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Processor time of the client, microseconds an answer. */
  readonly clientMicroseconds: number;
}
