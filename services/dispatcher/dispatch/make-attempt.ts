import { newUlid, prefixedId } from "../../runtime/ulid.ts";
import {
  type AttemptRecord,
  attemptSealContext,
  type RequestContentParts,
  type Settlement,
} from "../../store/for-dispatcher.ts";
import type { StartWindow } from "../attempt/exchange.ts";
import { attemptHeaders } from "../attempt/headers.ts";
import { decideOutcome, type Outcome } from "../attempt/outcome.ts";
import { productVersion } from "../attempt/product-version.ts";
import { type AttemptResult, attemptError } from "../attempt/result.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Held } from "./held.ts";
import { mergeHeaders } from "./profile.ts";

const nothing = Buffer.alloc(0);

/** An attempt's ids as the receiver and the log see them. */
interface AttemptIds {
  readonly delivery: string;
  readonly schedule: string;
}

/** Describes what an attempt is made with. */
export interface AttemptParts {
  /** What it sends; null: no key of the ring opens it. */
  readonly content: RequestContentParts | null;
  /** What the project signs with, newest first. */
  readonly secrets: readonly string[];
  /** When its first byte may go out. */
  readonly window: StartWindow;
  /** Whose connections it uses. */
  readonly connections: string;
}

/** An attempt that has ended. */
export interface Attempt {
  readonly settlement: Settlement;
  /** What the destination's breaker is told. */
  readonly reached: boolean;
}

/**
 * Makes one attempt of a delivery that has begun, and says what it came to. Never rejects: whatever goes wrong
 * is the outcome of the attempt.
 *
 * @returns null when it was not made, since it would have started too late and was not wanted any more
 */
export async function makeAttempt(
  dispatcher: Dispatcher,
  held: Held,
  { content, secrets, window, connections }: AttemptParts,
): Promise<Attempt | null> {
  const { clock, sender, random } = dispatcher;
  const { claimed } = held;
  const number = claimed.attemptCount + 1;
  const ids = { delivery: prefixedId("dlv", claimed.id), schedule: prefixedId("sch", claimed.scheduleId) };
  if (content === null) return { settlement: unreadable(dispatcher, held, number, ids), reached: true };
  const body = content.body ?? nothing;
  const result = await sender.sendWithin(window, {
    url: held.url,
    method: held.method,
    headers: attemptHeaders({
      deliveryId: ids.delivery,
      scheduleId: ids.schedule,
      attempt: number,
      scheduledForAt: claimed.scheduledFor,
      headers: mergeHeaders(held.profile?.headers ?? [], content.headers),
      contentType: content.bodyIsJson ? "application/json" : null,
      secrets: held.profile?.secrets ?? secrets,
      version: productVersion,
      content: {
        messageId: claimed.idempotencyId.equals(claimed.id)
          ? ids.delivery
          : prefixedId("dlv", claimed.idempotencyId),
        timestampSeconds: Math.floor(clock.now() / 1_000),
        body,
      },
    }),
    body,
    timeoutMs: held.timeoutMs,
    connections,
    asker: claimed.projectId.toString("hex"),
  });
  if (result === null) return null;
  const outcome = decideOutcome(result, held.retryPolicy, number, clock.now(), random);
  return {
    settlement: settlement(dispatcher, held, number, ids, result, outcome),
    reached: isReached(result),
  };
}

/** True if the receiver is there and works: it answered, and not with a failure of its own. */
function isReached(result: AttemptResult): boolean {
  if (result.kind === "error" && result.code === "interrupted") return true;
  return result.statusCode !== null && result.statusCode < 500;
}

/** Content that no key of the ring opens is an operator's mistake that can be mended, so it is tried again. */
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

/** One line an attempt, with every id and no content. */
function note({ log, figures }: Dispatcher, held: Held, ids: AttemptIds, attempt: AttemptRecord): void {
  figures.attempts.add({ outcome: attempt.outcome });
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
