import { setTimeout as wait } from "node:timers/promises";
import type { FinishedSpan, TracerParts } from "../tracer.ts";
import type { TracesConfig } from "../traces-config.ts";
import type { Post } from "./post.ts";

/** Parts of a queue. */
export interface SpanQueueParts
  extends Pick<TracesConfig, "queueSize" | "batchSize" | "delayMs" | "timeoutMs">,
    Pick<TracerParts, "telemetry" | "log"> {
  readonly post: Post;
  /** Null if nothing can be made of them. */
  encode(spans: readonly FinishedSpan[]): Uint8Array | null;
}

const firstAgainMs = 1_000;
/** A collector that is away is one line a minute. */
const sayEveryMs = 60_000;

/**
 * Spans that wait to be sent, at most `queueSize`; more are dropped and counted. One batch is on the way at
 * a time, so a collector that is slow, away or full costs this process nothing but that memory.
 */
export class SpanQueue {
  readonly #parts: SpanQueueParts;
  readonly #waiting: FinishedSpan[] = [];
  readonly #count: (result: "sent" | "dropped" | "refused", spans: number) => void;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(parts: SpanQueueParts) {
    this.#parts = parts;
    const counter = parts.telemetry.counter({
      name: "landfall_spans_total",
      help: "Spans by what became of them: sent, dropped since too many waited, or refused by the collector.",
      labels: ["result"],
    });
    for (const result of ["sent", "dropped", "refused"] as const) counter.add({ result }, 0);
    this.#count = (result, spans) => counter.add({ result }, spans);
    const { telemetry } = parts;
    telemetry.gauge(
      { name: "landfall_waiting_spans", help: "Spans that wait to be sent.", labels: [] },
      () => this.#waiting.length,
    );
  }

  /** Adds a span; drops it if the queue is full. */
  add(span: FinishedSpan): void {
    const { queueSize, batchSize, delayMs } = this.#parts;
    if (this.#waiting.length >= queueSize) {
      this.#count("dropped", 1);
      return;
    }
    this.#waiting.push(span);
    if (this.#sending !== null) return;
    if (this.#waiting.length >= batchSize) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), delayMs).unref();
  }

  /** Sends what waits within a time, and drops the rest. */
  async close(withinMs: number): Promise<void> {
    const callOff = setTimeout(() => this.#closing.abort(), withinMs);
    while (this.#waiting.length > 0 && !this.#closing.signal.aborted) {
      if (this.#sending === null) this.#send();
      await this.#sending;
    }
    await this.#sending;
    clearTimeout(callOff);
    this.#count("dropped", this.#waiting.splice(0).length);
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = null;
      // One that came after the last look.
      if (this.#waiting.length > 0)
        this.#timer ??= setTimeout(() => this.#send(), this.#parts.delayMs).unref();
    });
  }

  async #sendAll(): Promise<void> {
    do {
      await this.#sendBatch(this.#waiting.splice(0, this.#parts.batchSize));
    } while (this.#waiting.length >= this.#parts.batchSize && !this.#closing.signal.aborted);
  }

  async #sendBatch(batch: readonly FinishedSpan[]): Promise<void> {
    const { encode, post, timeoutMs } = this.#parts;
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), this.#closing.signal]);
    try {
      const bytes = encode(batch);
      if (bytes === null) return this.#lose(batch.length, "they cannot be encoded");
      for (let againMs = firstAgainMs; ; againMs *= 2) {
        const posted = await post(bytes, signal);
        if (posted.kind === "taken") return this.#count("sent", batch.length);
        if (posted.kind === "refused" || signal.aborted) return this.#lose(batch.length, posted.why);
        await wait(posted.afterMs ?? againMs, undefined, { signal, ref: false }).catch(() => undefined);
        if (signal.aborted) return this.#lose(batch.length, posted.why);
      }
    } catch (error) {
      this.#lose(batch.length, error instanceof Error ? error.name : "failed");
    }
  }

  #lose(spans: number, why: string): void {
    this.#count("refused", spans);
    const now = performance.now();
    if (now - this.#saidAt < sayEveryMs) return;
    this.#saidAt = now;
    this.#parts.log.warn({ why, spans }, "spans were not taken; deliveries are not affected");
  }
}
