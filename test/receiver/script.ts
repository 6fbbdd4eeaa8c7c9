/** Reaction of the receiver to one request. */
export type Reaction =
  | AnswerReaction
  /** Reads the request and does not answer; `releaseAll` answers it with `status`. */
  | { readonly do: "hang"; readonly status?: number }
  /** Resets the connection (RST) before a byte of the answer, or after its head. */
  | { readonly do: "reset"; readonly when: "before" | "after_head" }
  /** Closes the connection (FIN) before a byte of the answer, or in the middle of the body. */
  | { readonly do: "close"; readonly when: "before" | "mid_body" }
  /** A body of `bytes`, as fast as the peer reads. */
  | { readonly do: "huge"; readonly bytes: number; readonly status?: number; readonly chunked?: boolean }
  /** A head, then one byte of body every `everyMs`, endlessly. */
  | { readonly do: "drip"; readonly everyMs: number; readonly status?: number }
  /** These bytes instead of an HTTP answer; then the connection ends, unless it is kept open. */
  | { readonly do: "raw"; readonly bytes: string | Buffer; readonly keepOpen?: boolean };

export interface AnswerReaction {
  readonly do: "answer";
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Waits this long first. */
  readonly delayMs?: number;
}

/** Answers with a status and a small body. */
export function answer(status = 200, more: Omit<AnswerReaction, "do" | "status"> = {}): Reaction {
  return { do: "answer", status, ...more };
}

/** Answers with these statuses, one after the other; the last one repeats. */
export function answers(...statuses: readonly number[]): readonly Reaction[] {
  return statuses.map((status) => answer(status));
}

/** Answers 429 or 503 with a Retry-After value. */
export function retryAfter(value: string, status = 429): Reaction {
  return answer(status, { headers: { "retry-after": value } });
}

/** Redirects to another URL. */
export function redirect(location: string, status = 302): Reaction {
  return answer(status, { headers: { location } });
}

/** Bytes that are no HTTP. */
export const garbage: Reaction = {
  do: "raw",
  bytes: Buffer.from("\u0000\u0001\u0002 not http at all\r\n\r\n", "latin1"),
};
