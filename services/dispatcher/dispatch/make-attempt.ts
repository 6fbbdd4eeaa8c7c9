import { newUlid, prefixedId } from "../../runtime/ulid.ts";
import {
  type AttemptRecord,
  attemptSealContext,
  type RequestContentParts,
  type Settlement,
} from "../../store/for-dispatcher.ts";
import type { StartWindow } from "../attempt/exchange.ts";
import { decideOutcome, type Outcome } from "../attempt/outcome/outcome.ts";
import { attemptHeaders } from "../attempt/request/headers.ts";
import { productVersion } from "../attempt/request/product-version.ts";
import { type AttemptResult, attemptError } from "../attempt/result.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Held } from "./held.ts";
import { mergeHeaders } from "./profile.ts";

const nothing = Buffer.alloc(0);

/** Ids of an attempt as the receiver and the log see them. */
interface AttemptIds {
  readonly delivery: string;
  readonly schedule: string;
}

/** Inputs of an attempt. */
export interface AttemptParts {
  /** Content to send; null if no key decrypts it. */
  readonly content: RequestContentParts | null;
  /** The project's signing secrets, newest first. */
  readonly secrets: readonly string[];
  /** When the first byte may be sent. */
  readonly window: StartWindow;
  /** Name of the connections that it uses. */
  readonly connections: string;
}

/** A finished attempt. */
export interface Attempt {
  readonly settlement: Settlement;
  /** Reported to the destination's breaker. */
  readonly reached: boolean;
}

/**
 * Makes one attempt of a begun delivery and decides its outcome. Never rejects: any failure is the
 * attempt's outcome.
 *
 * @returns null if it was not made: it would have started too late and is no longer wanted
 */
export async function makeAttempt(
  dispatcher: Dispatcher,
  held: Held,
  { content, secrets, window, connections }: AttemptParts,
): Promise<Attempt | null> {
  const { clock, aheadMs, sender, random } = dispatcher;
  const { claimed } = held;
  const number = claimed.attemptCount + 1;
  const ids = { delivery: prefixedId("dlv", claimed.id), schedule: prefixedId("sch", claimed.scheduleId) };
  if (content === null) return { settlement: unreadable(dispatcher, held, number, ids), reached: true };
  const body = content.body ?? nothing;
  const sent = await sender.sendWithin(window, {
    url: held.url,
    method: held.method,
    headers: attemptHeaders({
      deliveryId: ids.delivery,
      scheduleId: ids.schedule,
      attempt: number,
      scheduledForAt: claimed.scheduledFor,
      headers: mergeHeaders(held.profile?.headers ?? [], content.headers),
      traceparent: held.forwardTrace ? held.traceparent : null,
      contentType: content.bodyIsJson ? "application/json" : null,
      secrets: held.profile?.secrets ?? secrets,
      version: productVersion,
      content: {
        messageId: claimed.idempotencyId.equals(claimed.id)
          ? ids.delivery
          : prefixedId("dlv", claimed.idempotencyId),
        timestampSeconds: Math.floor((clock.now() - aheadMs()) / 1_000),
        body,
      },
    }),
    body,
    timeoutMs: held.timeoutMs,
    connections,
    asker: claimed.projectId.toString("hex"),
  });
  if (sent === null) return null;
  // The sender and a Retry-After go by the real time, what is stored by our clock.
  const result = { ...sent, startedAt: sent.startedAt + aheadMs() };
  const outcome = later(
    decideOutcome(sent, held.retryPolicy, number, clock.now() - aheadMs(), random),
    aheadMs(),
  );
  return {
    settlement: settlement(dispatcher, held, number, ids, result, outcome),
    reached: isReached(result),
  };
}

/** The outcome with its instant moved. */
function later(outcome: Outcome, byMs: number): Outcome {
  return outcome.outcome === "retry" ? { ...outcome, nextAttemptAt: outcome.nextAttemptAt + byMs } : outcome;
}

/** True if the receiver works: it answered, and not with a server error. */
function isReached(result: AttemptResult): boolean {
  if (result.kind === "error" && result.code === "interrupted") return true;
  return result.statusCode !== null && result.statusCode < 500;
}

/** Content that no key decrypts is a configuration error that can be fixed, so it is retried. */
function unreadable(dispatcher: Dispatcher, held: Held, number: number, ids: AttemptIds): Settlement {
  const result: AttemptResult = {
    kind: "error",
    code: "interrupted",
    message: "no key in SEALING_KEYS opens the stored request",
    startedAt: dispatcher.clock.now(),
    requestSent: false,
    durationMs: 0,
    statusCode: null,
    responseBytes: 0,
    snippet: nothing,
    retryAfter: null,
  };
  const outcome = decideOutcome(result, held.retryPolicy, number, result.startedAt, dispatcher.random);
  return settlement(dispatcher, held, number, ids, result, outcome);
}

function settlement(
  dispatcher: Dispatcher,
  held: Held,
  number: number,
  ids: AttemptIds,
  result: AttemptResult,
  outcome: Outcome,
): Settlement {
  const { claimed } = held;
  const nextAttemptAt = outcome.outcome === "retry" ? outcome.nextAttemptAt : null;
  const error = attemptError(result);
  const attempt: AttemptRecord = {
    ...recordSnippet(dispatcher, result),
    deliveryId: claimed.id,
    scheduleId: claimed.scheduleId,
    projectId: claimed.projectId,
    mode: claimed.mode,
    number,
    startedAt: result.startedAt,
    offsetMs: result.startedAt - claimed.scheduledFor,
    durationMs: result.durationMs,
    outcome: outcome.outcome,
    statusCode: result.statusCode,
    errorCode: error?.code ?? null,
    errorMessage: error?.message.slice(0, 300) ?? null,
    responseBytes: result.statusCode === null ? null : result.responseBytes,
    nextAttemptAt,
  };
  note(dispatcher, held, ids, attempt);
  const state = { succeeded: "succeeded", retry: "retrying", failed: "dead_lettered" } as const;
  return {
    delivery: claimed,
    state: state[outcome.outcome],
    reason: null,
    nextAttemptAt,
    attempt,
  };
}

function recordSnippet({ keys }: Dispatcher, { startedAt, snippet }: AttemptResult) {
  const id = newUlid(startedAt);
  return { id, sealedSnippet: snippet.length === 0 ? null : keys.seal(snippet, attemptSealContext(id)) };
}

/** Logs one line per attempt, with every id and no content. */
function note({ log, figures }: Dispatcher, held: Held, ids: AttemptIds, attempt: AttemptRecord): void {
  figures.attempts.add({ outcome: attempt.outcome });
  if (attempt.errorCode !== null) figures.failures.add({ error: attempt.errorCode });
  if (attempt.number === 1 && held.claimed.ordinal >= 0)
    figures.offsetSeconds.observe({}, attempt.offsetMs / 1_000);
  log.info(
    {
      delivery_id: ids.delivery,
      schedule_id: ids.schedule,
      attempt_id: prefixedId("att", attempt.id),
      attempt: attempt.number,
      of: held.retryPolicy.maxAttempts,
      outcome: attempt.outcome,
      status_code: attempt.statusCode,
      error: attempt.errorCode,
      offset_ms: attempt.offsetMs,
      duration_ms: attempt.durationMs,
    },
    "attempt",
  );
}
