import {
  type PrepaidSchedule,
  ScheduleState,
} from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { ScheduleResponses } from "../../../generated/stableschedule/types.gen.ts";
import { durationMs, parseDuration } from "../../../services/runtime/time/duration.ts";
import { toInstant, toInstantOrNull } from "../../translate/instant.ts";

type Schedule = ScheduleResponses[200]["schedule"];
type Status = Schedule["status"];

const usualTimeoutMs = 30_000;

/** Converts a prepaid schedule to StableSchedule's form, with header values and body: the caller owns it. */
export function toWalletSchedule(prepaid: PrepaidSchedule): Schedule {
  const { schedule, headers, lastRunAtMs } = prepaid;
  if (schedule === undefined) throw new Error("a prepaid schedule without the schedule");
  return {
    id: schedule.id,
    name: schedule.name ?? null,
    status: statusOf(prepaid),
    cron: schedule.cron ?? "",
    request: {
      url: schedule.endpoint ?? "",
      method: toMethod(schedule.method),
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      body: bodyOf(prepaid),
      timeout_ms: timeoutMsOf(schedule.timeout),
    },
    credits: creditsOf(prepaid),
    created_at: toInstant(schedule.createdAtMs),
    updated_at: toInstant(schedule.updatedAtMs),
    last_run_at: toInstantOrNull(lastRunAtMs),
  };
}

/**
 * Says where a prepaid schedule stands. It is exhausted as soon as nothing remains, even while its last run is
 * on the wire; `failed` when its instants cannot be computed, as in a time zone that nobody knows any more.
 */
export function statusOf(prepaid: PrepaidSchedule): Status {
  const { schedule } = prepaid;
  if (schedule === undefined) throw new Error("a prepaid schedule without the schedule");
  switch (schedule.state) {
    case ScheduleState.CANCELED:
    case ScheduleState.COMPLETED:
      return "deleted";
    case ScheduleState.PAUSED:
      return "paused";
    default:
      if (creditsOf(prepaid).remaining === 0) return "exhausted";
      // Until the emitter has seen new credits it is still exhausted there, and shows no next run.
      if (schedule.state === ScheduleState.EXHAUSTED) return "active";
      return schedule.nextFireAtMs === undefined ? "failed" : "active";
  }
}

/** Returns the runs of a prepaid schedule. */
export function creditsOf({ credits }: PrepaidSchedule): Schedule["credits"] {
  if (credits === undefined) throw new Error("a prepaid schedule without credits");
  return { total: credits.total, used: credits.used, remaining: credits.remaining };
}

/** A body that was sent as text comes back as text, any other as its JSON; without one, null. */
function bodyOf({ body, bodyIsJson }: PrepaidSchedule): unknown {
  if (body === undefined) return null;
  const text = Buffer.from(body).toString("utf8");
  return bodyIsJson ? JSON.parse(text) : text;
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

function toMethod(text: string): (typeof methods)[number] {
  const known = methods.find((method) => method === text);
  if (known === undefined) throw new Error(`${text} is no method of the contract`);
  return known;
}

function timeoutMsOf(text: string | undefined): number {
  const ns = text === undefined ? null : parseDuration(text);
  return ns === null ? usualTimeoutMs : durationMs(ns);
}
