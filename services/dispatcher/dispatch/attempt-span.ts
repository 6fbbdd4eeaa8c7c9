import { parseTraceparent } from "../../runtime/telemetry/trace-context.ts";
import type { FinishedSpan, Tracer } from "../../runtime/telemetry/tracer.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import type { AttemptRecord } from "../../store/for-dispatcher.ts";
import { attemptContext, attemptSpanId } from "./attempt-context.ts";
import { type BatchTimes, type Carried, writeBatchSpan } from "./batch-span.ts";
import type { Held } from "./held.ts";
import type { Ended } from "./settle.ts";

/** Writes one span for each settled attempt, and one for their batch. */
export function writeSettled(tracer: Tracer, batch: readonly Ended[], times: BatchTimes): void {
  const carried: Carried[] = [];
  for (const { settlement, held } of batch) {
    const { attempt } = settlement;
    if (attempt === null) continue;
    carried.push({ id: attempt.deliveryId, attempt: attempt.number });
    writeAttemptSpan(tracer, attempt, held, times.to);
  }
  writeBatchSpan(tracer, "settle", times, carried);
}

/**
 * Writes the span of one attempt: from its begin until it is settled.
 *
 * @param held null if its dispatcher is gone
 */
export function writeAttemptSpan(
  tracer: Tracer,
  attempt: AttemptRecord,
  held: Held | null,
  settledAt: number,
): void {
  const context = attemptContext(tracer, attempt.deliveryId, attempt.number);
  if (!context.sampled) return;
  const createdBy = parseTraceparent(held?.traceparent ?? undefined);
  tracer.write({
    name: "deliver",
    kind: "client",
    context,
    parentSpanId: attempt.number === 1 ? null : attemptSpanId(attempt.deliveryId, 1),
    startedAt: held?.marks?.begunAt || attempt.startedAt,
    endedAt: settledAt,
    attributes: { ...attributesOf(attempt), ...(held && requestOf(held, attempt)) },
    links: createdBy ? [createdBy] : [],
    events: eventsOf(attempt, held),
    // The message may name an address; the code says enough.
    error: attempt.outcome === "succeeded" ? null : (attempt.errorCode ?? "failed"),
  });
}

function attributesOf(attempt: AttemptRecord): Record<string, string | number> {
  return {
    "landfall.delivery_id": prefixedId("dlv", attempt.deliveryId),
    "landfall.schedule_id": prefixedId("sch", attempt.scheduleId),
    "landfall.attempt_id": prefixedId("att", attempt.id),
    "landfall.project_id": prefixedId("prj", attempt.projectId),
    "landfall.mode": attempt.mode,
    "landfall.attempt": attempt.number,
    "landfall.outcome": attempt.outcome,
    "landfall.offset_ms": attempt.offsetMs,
    "landfall.duration_ms": attempt.durationMs,
    ...(attempt.errorCode !== null && { "error.type": attempt.errorCode }),
    ...(attempt.statusCode !== null && { "http.response.status_code": attempt.statusCode }),
    ...(attempt.responseBytes !== null && { "http.response.body.size": attempt.responseBytes }),
  };
}

/** Scheme, host and port of the destination: its path and query may hold a credential. */
function requestOf(held: Held, attempt: AttemptRecord): Record<string, string | number> {
  const url = URL.parse(held.url);
  const { marks } = held;
  return {
    "http.request.method": held.method,
    ...(url && {
      "url.scheme": url.protocol.slice(0, -1),
      "server.address": url.hostname,
      "server.port": Number(url.port) || (url.protocol === "http:" ? 80 : 443),
    }),
    ...(attempt.number > 1 && { "http.request.resend_count": attempt.number - 1 }),
    ...(marks && {
      "landfall.claim_wait_ms": Math.max((marks.begunAt || attempt.startedAt) - marks.claimedAt, 0),
      ...(isSent(attempt, held) && {
        "landfall.connect_ms": Math.max(attempt.startedAt - marks.calledAt, 0),
      }),
    }),
  };
}

/** True if a byte of the request went out; else an attempt starts when its sender is called. */
function isSent({ statusCode, startedAt }: AttemptRecord, held: Held | null): boolean {
  return statusCode !== null || startedAt > (held?.marks?.calledAt ?? startedAt);
}

function eventsOf(attempt: AttemptRecord, held: Held | null): FinishedSpan["events"] {
  const { startedAt, durationMs, offsetMs, statusCode } = attempt;
  const called = held?.marks?.calledAt ?? 0;
  return [
    ...(called > 0 ? [{ name: "connect", at: called }] : []),
    { name: "due", at: startedAt - offsetMs },
    ...(isSent(attempt, held) ? [{ name: "first byte", at: startedAt }] : []),
    { name: statusCode === null ? "failed" : "answer", at: startedAt + durationMs },
  ];
}
