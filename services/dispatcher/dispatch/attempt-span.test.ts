import { describe, expect, it } from "vitest";
import { aHeld } from "../../../test/services/fixtures/held.ts";
import type { FinishedSpan, Tracer } from "../../runtime/telemetry/tracer.ts";
import type { AttemptRecord } from "../../store/for-dispatcher.ts";
import { attemptSpanId } from "./attempt-context.ts";
import { writeAttemptSpan } from "./attempt-span.ts";
import type { Held } from "./held.ts";

const secretUrl = "https://user.example:8443/hooks/T0/secret-path?token=secret-query";
const begunAt = 1_700_000_000_000;

function held(): Held {
  const one = aHeld({ scheduledFor: begunAt + 20 }, { endpoint: secretUrl });
  one.marks = { claimedAt: begunAt - 4_000, begunAt, calledAt: begunAt + 20 };
  return one;
}

function attemptOf({ claimed }: Held, changes: Partial<AttemptRecord> = {}): AttemptRecord {
  const { id, scheduleId, projectId, mode } = claimed;
  return {
    ...{ id, deliveryId: id, scheduleId, projectId, mode, number: 1, sealedSnippet: null },
    ...{ startedAt: begunAt + 25, offsetMs: 5, durationMs: 30, outcome: "succeeded", statusCode: 200 },
    ...{ errorCode: null, errorMessage: null, responseBytes: 2, nextAttemptAt: null },
    ...changes,
  };
}

function written(attempt: AttemptRecord, of: Held | null, keeps = true): FinishedSpan[] {
  const spans: FinishedSpan[] = [];
  const tracer: Tracer = {
    keeps: () => keeps,
    begin: () => ({ traceId: "", spanId: "", sampled: false }),
    write: (span) => void spans.push(span),
    close: async () => undefined,
  };
  writeAttemptSpan(tracer, attempt, of, begunAt + 70);
  return spans;
}

describe("writeAttemptSpan", () => {
  it("is one span from begin to settle, in the trace of its delivery, with the times between", () => {
    const one = held();
    const [span] = written(attemptOf(one), one);
    expect(span).toMatchObject({
      context: { traceId: one.id, sampled: true },
      ...{ parentSpanId: null, startedAt: begunAt, endedAt: begunAt + 70, error: null },
      attributes: { "landfall.claim_wait_ms": 4_000, "landfall.connect_ms": 5, "landfall.offset_ms": 5 },
      events: [
        { name: "connect", at: begunAt + 20 },
        { name: "due", at: begunAt + 20 },
        { name: "first byte", at: begunAt + 25 },
        { name: "answer", at: begunAt + 55 },
      ],
    });
  });

  it("names the destination's host and port, and nothing else of its URL", () => {
    const one = held();
    const text = JSON.stringify(written(attemptOf(one), one));
    expect(text).toContain('"server.address":"user.example","server.port":8443');
    expect(text).not.toMatch(/secret|hooks/);
  });

  it("has no first byte where nothing was sent, and no text of the error", () => {
    const one = held();
    const refused = {
      startedAt: begunAt + 20,
      statusCode: null,
      errorCode: "connect",
      outcome: "retry",
    } as const;
    const [span] = written(attemptOf(one, { ...refused, errorMessage: "refused by 10.0.0.7" }), one);
    expect(span?.events.map(({ name }) => name)).toEqual(["connect", "due", "failed"]);
    expect(span?.attributes).not.toHaveProperty(["landfall.connect_ms"]);
    expect(span?.error).toBe("connect");
    expect(JSON.stringify(span)).not.toContain("10.0.0.7");
  });

  it("is a child of the first attempt for every later one, also that of a dispatcher that is gone", () => {
    const one = held();
    const interrupted = { number: 3, statusCode: null, errorCode: "interrupted", outcome: "retry" } as const;
    const [span] = written(attemptOf(one, interrupted), null);
    expect(span).toMatchObject({ parentSpanId: attemptSpanId(one.claimed.id, 1), startedAt: begunAt + 25 });
    expect(new Set([1, 2, 3].map((number) => attemptSpanId(one.claimed.id, number))).size).toBe(3);
  });

  it("is not written when its delivery is not kept", () => {
    const one = held();
    expect(written(attemptOf(one), one, false)).toEqual([]);
  });
});
