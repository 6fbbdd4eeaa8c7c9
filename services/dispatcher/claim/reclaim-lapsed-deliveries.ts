import { newUlid } from "../../runtime/ulid.ts";
import {
  type AttemptRecord,
  type InterruptedDelivery,
  type InterruptedVerdict,
  reclaimLapsedDeliveries,
  type StoredRetryPolicy,
  storeTime,
} from "../../store/for-dispatcher.ts";
import { interruptedOutcome } from "../attempt/outcome/outcome.ts";
import { writeAttemptSpan } from "../dispatch/attempt-span.ts";
import type { Dispatcher } from "../dispatcher.ts";

const lookEveryMs = 1_000;
const mostRows = 200;

/**
 * Reclaims deliveries whose lease has lapsed, in each round. After an outage of the store it first waits
 * for the length of one lease, so that holders can renew: otherwise attempts in flight would be made twice.
 */
export function createReclaim(dispatcher: Dispatcher): { runOnce(): Promise<number> } {
  const { clock, limits, doubt } = dispatcher;
  let reachedAt = clock.monotonic();
  let notBefore = reachedAt;
  return {
    async runOnce() {
      const now = clock.monotonic();
      if (doubt() !== null) return lookEveryMs;
      if (now < notBefore) {
        await storeTime(dispatcher.store);
        reachedAt = clock.monotonic();
        return lookEveryMs;
      }
      if (now - reachedAt > limits.leaseMs / 2) {
        await storeTime(dispatcher.store);
        reachedAt = clock.monotonic();
        notBefore = reachedAt + limits.leaseMs;
        return lookEveryMs;
      }
      const waitMs = await reclaimOnce(dispatcher);
      reachedAt = clock.monotonic();
      return waitMs;
    },
  };
}

/** Reclaims the deliveries of dispatchers that are gone; an attempt in flight is recorded as interrupted. */
export async function reclaimOnce(dispatcher: Dispatcher): Promise<number> {
  const { store, clock, figures, log, tracer } = dispatcher;
  const now = clock.now();
  // The transaction may run twice; the last verdict counts.
  const interrupted = new Map<string, AttemptRecord>();
  const pass = await reclaimLapsedDeliveries(store, now, mostRows, (delivery) => {
    const verdict = judge(delivery, now);
    if (tracer) interrupted.set(delivery.id.toString("hex"), verdict.attempt);
    return verdict;
  });
  if (tracer)
    for (const attempt of interrupted.values()) writeAttemptSpan(tracer, attempt, null, clock.now());
  const taken = pass.returned + pass.interrupted;
  if (taken === 0) return lookEveryMs;
  figures.reclaimed.add({ kind: "claimed" }, pass.returned);
  figures.reclaimed.add({ kind: "interrupted" }, pass.interrupted);
  log.warn(
    { claimed: pass.returned, interrupted: pass.interrupted },
    "reclaimed from a dispatcher that is gone",
  );
  return taken === mostRows ? 0 : lookEveryMs;
}

function judge(delivery: InterruptedDelivery, now: number): InterruptedVerdict {
  const { effective }: StoredRetryPolicy<unknown> = JSON.parse(delivery.retryPolicy);
  const outcome = interruptedOutcome(effective, delivery.attemptCount, now);
  const retries = outcome.outcome === "retry";
  return {
    state: retries ? "retrying" : "dead_lettered",
    attempt: {
      id: newUlid(now),
      deliveryId: delivery.id,
      scheduleId: delivery.scheduleId,
      projectId: delivery.projectId,
      mode: delivery.mode,
      number: delivery.attemptCount,
      startedAt: delivery.begunAt,
      offsetMs: delivery.begunAt - delivery.scheduledFor,
      durationMs: Math.max(now - delivery.begunAt, 0),
      outcome: outcome.outcome,
      statusCode: null,
      errorCode: "interrupted",
      errorMessage: "the dispatcher stopped in the middle of this attempt",
      responseBytes: null,
      sealedSnippet: null,
      nextAttemptAt: retries ? now : null,
    },
  };
}
