import { randomBytes } from "node:crypto";
import type { TraceContext } from "../../runtime/telemetry/trace-context.ts";
import type { Tracer } from "../../runtime/telemetry/tracer.ts";
import type { ClaimedDelivery } from "../../store/for-dispatcher.ts";
import { attemptContext } from "./attempt-context.ts";
import type { Held } from "./held.ts";

/** One delivery of a batch, and the attempt that it is at. */
export interface Carried {
  readonly id: Buffer;
  /** Counts from 1. */
  readonly attempt: number;
}

/** When a batch was sent to the store, and when it was durable. */
export interface BatchTimes {
  readonly from: number;
  readonly to: number;
}

/** OpenTelemetry's default bound. */
const mostLinks = 128;

export function carriedClaim({ id, attemptCount }: ClaimedDelivery): Carried {
  return { id, attempt: attemptCount + 1 };
}

export function carriedHeld({ claimed }: Held): Carried {
  return carriedClaim(claimed);
}

/** Writes the span of one batch, with links to the attempts in it that are kept; none if no attempt is. */
export function writeBatchSpan(
  tracer: Tracer,
  step: "claim" | "begin" | "settle",
  { from, to }: BatchTimes,
  carried: readonly Carried[],
): void {
  const links: TraceContext[] = [];
  for (const { id, attempt } of carried) {
    if (links.length === mostLinks) break;
    const context = attemptContext(tracer, id, attempt);
    if (context.sampled) links.push(context);
  }
  if (links.length === 0) return;
  tracer.write({
    name: step,
    kind: "internal",
    context: {
      traceId: randomBytes(16).toString("hex"),
      spanId: randomBytes(8).toString("hex"),
      sampled: true,
    },
    parentSpanId: null,
    startedAt: from,
    endedAt: to,
    attributes: { "landfall.step": step, "landfall.rows": carried.length },
    links,
    events: [],
    error: null,
  });
}
