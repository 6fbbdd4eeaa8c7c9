/** One request. A row of `requests` never changes; a change of a schedule makes a new one. */
export interface RequestRecord {
  readonly id: Buffer;
  readonly projectId: Buffer;
  /** Set unless `endpointId` is. */
  readonly endpoint: string | null;
  readonly endpointId: Buffer | null;
  readonly method: string;
  readonly headerNames: readonly string[];
  /** Null: no body. */
  readonly bodyBytes: number | null;
  /** Headers and body, sealed; null: neither. */
  readonly sealedContent: Buffer | null;
  /** The size of `sealedContent`, by which dispatchers bound their memory. */
  readonly contentBytes: number;
  readonly timeout: string | null;
  readonly timeoutMs: number;
  /** A `StoredRetryPolicy`, JSON. */
  readonly retryPolicy: string;
  /** W3C trace context that the create came with; null: none. */
  readonly traceparent: string | null;
  /** True if receivers get it. */
  readonly forwardTrace: boolean;
}
