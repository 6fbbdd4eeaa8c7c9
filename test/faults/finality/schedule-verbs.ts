import { setTimeout as delay } from "node:timers/promises";
import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId, prefixedId } from "../../../services/runtime/ulid.ts";
import { noFields } from "../../../services/scheduler/change/written-fields.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import { makeProfile } from "./make-profile.ts";
import {
  age,
  anything,
  before,
  fellDueBetween,
  isRetried,
  type LateStart,
  later,
  onlyOnce,
  type Raced,
  timedOut,
  type Verb,
} from "./verbs.ts";

const paths = {
  endpoint: "endpoint",
  endpointId: "endpoint_id",
  method: "method",
  headers: "headers",
  body: "body",
  timeout: "timeout",
  retryPolicy: "retry_policy",
  fireAt: "fire_at",
  localFireAt: "local_fire_at",
  delay: "delay",
  timezone: "timezone",
  every: "every",
  startsAt: "starts_at",
  cron: "cron",
  ttl: "ttl",
  endsAt: "ends_at",
  maxRuns: "max_runs",
  earlyFire: "early_fire",
  dst: "dst",
  misfire: "misfire",
  overlap: "overlap",
} as const;

/**
 * Changes one field of a schedule.
 *
 * @param given asked for when it is needed, since it may depend on the time
 */
export function patch(
  name: keyof typeof paths,
  given: (raced: Raced) => Partial<ScheduleFields>,
  more: Partial<Verb> = {},
): Verb {
  return {
    name: `PATCH of ${paths[name]}`,
    isOld: anything,
    change: async (running, raced) => {
      const [scheduler] = running.schedulers;
      const fields = { ...noFields, ...given(raced) };
      const { caller, id } = raced;
      await scheduler?.client.calls.updateSchedule({
        ...{ caller, id, ifVersion: undefined, fields },
        paths: [paths[name]],
      });
    },
    ...more,
  };
}

/** Changes a field that receivers do not see: the plan is replaced, and the old one does not start. */
function replan(name: keyof typeof paths, given: () => Partial<ScheduleFields>): Verb {
  return patch(name, given, { isLate: ({ attempt }) => attempt.plan === 0 });
}

/** Cancels, pauses or resumes a schedule. */
export function lifecycle(name: "cancel" | "pause" | "resume"): Verb {
  return {
    name,
    isOld: anything,
    change: async ({ schedulers }, { caller, id }) => {
      const calls = schedulers[0]?.client.calls;
      const named = { caller, id, ifVersion: undefined };
      if (name === "cancel") await calls?.cancelSchedule(named);
      else if (name === "pause") await calls?.pauseSchedule(named);
      else await calls?.resumeSchedule(named);
    },
  };
}

/** Pauses a schedule, and resumes it once an occurrence has fallen due. */
export async function pauseAndResume(running: Constellation, raced: Raced): Promise<void> {
  await lifecycle("pause").change(running, raced);
  const from = Date.now();
  await delay(2_200);
  raced.between = { from, until: Date.now() };
  await lifecycle("resume").change(running, raced);
}

const cancelDelivery: Verb = {
  name: "cancel of a delivery",
  isRefused: true,
  prepare: async ({ query }, { id, momentAt }) => {
    const rows = await query(
      "SELECT id FROM deliveries WHERE schedule_id = ? ORDER BY ABS(scheduled_for - ?)",
      [parsePrefixedId("sch", id), momentAt],
    );
    return prefixedId("dlv", rows[0]?.id);
  },
  isOld: ({ headers }, { prepared }) => headers["sched-delivery-id"] === prepared,
  change: async ({ dispatchers }, { caller, prepared = "" }) => {
    await dispatchers[1]?.client.calls.cancelDelivery({ caller, id: prepared, ifVersion: undefined });
  },
};

/** True for a first attempt of an occurrence while an earlier one was not settled. */
function overlaps({ attempt, attempts }: LateStart): boolean {
  if (attempt.number > 1) return false;
  return attempts.some(
    (other) => other.scheduledFor < attempt.scheduledFor && other.completedAt > attempt.startedAt,
  );
}

/** Starting from an instant. */
function eachTwoSeconds(at: number): string {
  const [hour, second] = [new Date(at).getUTCHours(), new Date(at).getUTCSeconds()];
  return `${second % 2}-59/2 * ${hour},${(hour + 1) % 24} * * *`;
}

const misfire = { grace: "500ms", max: undefined };

/** Changes of a recurring schedule. */
export const scheduleVerbs: readonly Verb[] = [
  lifecycle("cancel"),
  lifecycle("pause"),
  // Occurrences that fell due while it was paused are skipped.
  { name: "pause, then resume", isOld: fellDueBetween, change: pauseAndResume },
  cancelDelivery,
  patch("endpoint", ({ base, path }) => ({ endpoint: `${base}${path}-new` })),
  patch("endpointId", ({ prepared }) => ({ endpointId: prepared }), {
    prepare: (running, { caller, base, path }) => makeProfile(running, caller, `${base}${path}-new`, {}),
  }),
  patch("method", () => ({ method: "PUT" }), { isOld: ({ method }) => method === before.method }),
  patch("headers", () => ({ headers: [{ name: "x-age", value: "new" }] }), { isOld: age }),
  patch("body", () => ({ body: Buffer.from("new") }), { isOld: ({ body }) => body.equals(before.body) }),
  patch("timeout", () => ({ timeout: "10s" }), {
    given: () => ({ timeout: "2s" }),
    receipt: "slow",
    isLate: timedOut,
  }),
  patch("retryPolicy", () => ({ retryPolicy: onlyOnce }), { receipt: "fails", isLate: isRetried }),
  replan("every", () => ({ every: "1h" })),
  patch("startsAt", () => ({ startsAt: later() })),
  patch("cron", () => ({ cron: "0 0 1 1 *" })),
  patch("timezone", () => ({ timezone: "Pacific/Kiritimati" }), {
    // Fires in this hour and the next in UTC; in the other zone, half a day away.
    given: (firstAt) => ({ every: undefined, startsAt: undefined, cron: eachTwoSeconds(firstAt) }),
    isWhole: true,
  }),
  replan("ttl", () => ({ ttl: "50s" })),
  replan("endsAt", () => ({ endsAt: later() })),
  replan("maxRuns", () => ({ maxRuns: 5 })),
  replan("earlyFire", () => ({ earlyFire: true })),
  replan("dst", () => ({ dst: { gap: "skip", overlap: "both" } })),
  patch("overlap", () => ({ overlap: "skip" }), { receipt: "slow", isLate: overlaps }),
  patch("misfire", () => ({ misfire: { ...misfire, policy: "skip" } }), {
    given: () => ({ misfire: { ...misfire, policy: "all" } }),
    // By the new rule, occurrences that are late by more than the grace are not sent.
    isLate: ({ attempt, askedAt }) => attempt.number === 1 && attempt.scheduledFor + 500 < askedAt,
  }),
];
