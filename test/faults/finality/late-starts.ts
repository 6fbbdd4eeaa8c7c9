import { parsePrefixedId, prefixedId } from "../../../services/runtime/ulid.ts";
import type { ReceivedRequest } from "../../receiver/receiver.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import type { Outcome } from "./races.ts";
import type { RecordedAttempt } from "./verbs.ts";

const mostSchedules = 500;

/** A race whose change was accepted, with the requests that it should have prevented. */
export interface Judged extends Outcome {
  readonly old: readonly ReceivedRequest[];
}

/**
 * Finds attempts that started after the answer, by their record. Their arrival is no measure: on a busy machine this
 * process notices a connection seconds after its bytes are there (seen in captured packets, which had left when the
 * attempt says).
 */
export async function lateStarts(running: Constellation, judged: readonly Judged[]): Promise<string[]> {
  const suspects = judged.filter(({ old, finalAt }) => old.some(({ arrivedAt }) => arrivedAt > finalAt));
  const late: string[] = [];
  for (let at = 0; at < suspects.length; at += mostSchedules) {
    const some = suspects.slice(at, at + mostSchedules);
    const attempts = await attemptsOf(running, some);
    for (const suspect of some) late.push(...lateOf(suspect, attempts.get(suspect.raced.id) ?? []));
  }
  return late;
}

function lateOf(suspect: Judged, attempts: readonly RecordedAttempt[]): string[] {
  const { verb, way, weather, raced, old, finalAt, askedAt } = suspect;
  const late = old.flatMap(({ headers, arrivedAt }) => {
    const attempt = attempts.find(
      ({ deliveryId, number }) =>
        deliveryId === headers["sched-delivery-id"] && String(number) === headers["sched-attempt"],
    );
    const where = `${verb.name} over ${way}, ${weather} (${raced.path}, ${raced.id})`;
    // It ended in an unexpected way, or is not settled yet.
    if (!attempt) {
      return arrivedAt > finalAt && !verb.isLate
        ? [`${where}: came ${arrivedAt - finalAt} ms after, not recorded`]
        : [];
    }
    const isLate =
      attempt.startedAt > finalAt && verb.isLate?.({ attempt, attempts, raced, askedAt }) !== false;
    return isLate ? [`${where}: started ${attempt.startedAt - finalAt} ms after its 200`] : [];
  });
  return late.length > (verb.allowed ?? 0) ? late : [];
}

async function attemptsOf(
  running: Constellation,
  outcomes: readonly Outcome[],
): Promise<Map<string, RecordedAttempt[]>> {
  const rows = await running.query(
    `SELECT a.schedule_id, a.delivery_id, a.number, a.started_at, a.duration_ms, a.status_code, a.error_code, a.outcome,
       d.ordinal, d.scheduled_for, d.completed_at
     FROM attempts a JOIN deliveries d ON d.id = a.delivery_id WHERE a.schedule_id IN (?)`,
    [outcomes.map(({ raced }) => parsePrefixedId("sch", raced.id))],
  );
  const recorded = rows.map((row) => {
    const attempt: RecordedAttempt = {
      deliveryId: prefixedId("dlv", row.delivery_id),
      number: row.number,
      startedAt: row.started_at,
      endedAt: row.started_at + row.duration_ms,
      statusCode: row.status_code,
      errorCode: row.error_code,
      outcome: row.outcome,
      plan: row.ordinal,
      scheduledFor: row.scheduled_for,
      completedAt: row.completed_at ?? Number.POSITIVE_INFINITY,
    };
    return { scheduleId: prefixedId("sch", row.schedule_id), attempt };
  });
  const bySchedule = Map.groupBy(recorded, ({ scheduleId }) => scheduleId);
  return new Map([...bySchedule].map(([id, of]) => [id, of.map(({ attempt }) => attempt)]));
}
