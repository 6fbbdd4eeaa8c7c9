import { describe, expect, it } from "vitest";
import { createLogger } from "../../logging/logger.ts";
import { createTelemetry } from "../telemetry.ts";
import type { FinishedSpan } from "../tracer.ts";
import type { Post } from "./post.ts";
import { SpanQueue } from "./span-queue.ts";

const span: FinishedSpan = {
  ...{ name: "deliver", kind: "client", parentSpanId: null, startedAt: 1, endedAt: 2 },
  context: { traceId: "1".repeat(32), spanId: "2".repeat(16), sampled: true },
  ...{ attributes: {}, links: [], events: [], error: null },
};

function queueBefore(post: Post, timeoutMs = 60_000) {
  const telemetry = createTelemetry("test");
  const log = createLogger("test", "silent");
  const limits = { queueSize: 4, batchSize: 2, delayMs: 60_000, timeoutMs };
  const queue = new SpanQueue({ ...limits, telemetry, log, post, encode: () => new Uint8Array(1) });
  const counts = async () => {
    const all: { name: string; values: { labels: { result: string }; value: number }[] }[] = JSON.parse(
      await telemetry.json(),
    );
    const values = all.find(({ name }) => name === "landfall_spans_total")?.values ?? [];
    return Object.fromEntries(values.map(({ labels, value }) => [labels.result, value]));
  };
  return { queue, counts };
}

const hang: Post = (_bytes, signal) =>
  new Promise((resolve) => {
    const end = () => resolve({ kind: "again", why: "it took too long", afterMs: null });
    if (signal.aborted) end();
    signal.addEventListener("abort", end);
  });

describe("SpanQueue", () => {
  it("keeps as many as it may while a collector hangs, and counts each of the others once", async () => {
    const { queue, counts } = queueBefore(hang);
    for (let each = 0; each < 10; each++) queue.add(span);
    // Two are on the way, four wait.
    expect(await counts()).toEqual({ sent: 0, dropped: 4, refused: 0 });
    await queue.close(1);
    expect(await counts()).toEqual({ sent: 0, dropped: 8, refused: 2 });
  });

  it("sends what waits at a stop, a full batch at once before it", async () => {
    const { queue, counts } = queueBefore(async () => ({ kind: "taken" }));
    for (let each = 0; each < 3; each++) queue.add(span);
    await queue.close(60_000);
    expect(await counts()).toEqual({ sent: 3, dropped: 0, refused: 0 });
  });

  it("goes on after a batch that the collector refuses, and after an error that is a defect", async () => {
    const posts: Post[] = [
      async () => ({ kind: "refused", why: "the collector answered 400" }),
      () => Promise.reject(new Error("defect")),
      async () => ({ kind: "taken" }),
    ];
    const { queue, counts } = queueBefore((bytes, signal) => (posts.shift() ?? hang)(bytes, signal));
    for (let each = 0; each < 6; each++) queue.add(span);
    await queue.close(60_000);
    expect(await counts()).toEqual({ sent: 2, dropped: 0, refused: 4 });
  });

  it("sends a batch again when the collector asks for it", async () => {
    let posted = 0;
    const { queue, counts } = queueBefore(async () =>
      posted++ === 0 ? { kind: "again", why: "the collector answered 503", afterMs: 0 } : { kind: "taken" },
    );
    queue.add(span);
    await queue.close(60_000);
    expect(posted).toBe(2);
    expect(await counts()).toEqual({ sent: 1, dropped: 0, refused: 0 });
  });

  it("gives a batch up when its time is over", async () => {
    const { queue, counts } = queueBefore(hang, 1);
    queue.add(span);
    await queue.close(60_000);
    expect(await counts()).toEqual({ sent: 0, dropped: 0, refused: 1 });
  });
});
