import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { keptDuration } from "../../rules/kept-duration.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { durationMs, parseDuration } from "../../runtime/time/duration.ts";
import { durationHint } from "../../runtime/time/duration-hint.ts";
import type { TimingColumns } from "../../store/for-scheduler.ts";
import { upcomingOccurrences } from "../plan/upcoming-occurrences.ts";
import { parseCron } from "../timing/cron/parse-cron.ts";
import { parseInstant } from "../timing/instant.ts";
import { ownRules } from "../timing/offset-span.ts";
import { timeZoneName } from "../timing/time-zone.ts";
import type { DstRule } from "../timing/wall-clock.ts";
import { parseLocalTime, resolveWallClock } from "../timing/wall-clock.ts";
import type { RulesForNewPlans } from "../zones/zone-book.ts";
import { cronHint } from "./cron-hint.ts";
import { instantHint, localTimeHint } from "./instant-hint.ts";
import { judgeBounds } from "./judge-bounds.ts";
import { judgeDst } from "./judge-policies.ts";
import { noTiming } from "./no-timing.ts";

const timings = ["delay", "fireAt", "localFireAt", "cron", "every"] as const;
const floorNs = 1_000_000_000n;
const longestCron = 1_000;
const zonePrefix = /CRON_TZ=[^ \t]+/;

/** Chooses the rules of a zone by which a new plan computes wall-clock times. */
export type ForNewPlans = (zone: string) => RulesForNewPlans;

const byOwnRules: ForNewPlans = () => ({ id: null, rules: ownRules });

/**
 * Checks the timing of a schedule by the rules of the public contract; exactly one timing must be given.
 *
 * @param now the instant from which delays count, and before which an instant is in the past
 * @throws ServiceError with the field's code
 */
export function judgeTiming(
  fields: ScheduleFields,
  now: number,
  forNewPlans: ForNewPlans = byOwnRules,
): TimingColumns {
  const given = timings.filter((name) => fields[name] !== undefined);
  if (given.length === 0) {
    throw new ServiceError("missing_timing", "Give one of delay, fire_at, local_fire_at, cron or every.");
  }
  if (given.length > 1) {
    throw new ServiceError(
      "multiple_timing",
      "Give only one of delay, fire_at, local_fire_at, cron and every.",
    );
  }
  const dst = judgeDst(fields.dst);
  const zone = judgeZone(fields.timezone);
  const base = {
    ...noTiming,
    dstGap: dst.gap,
    dstOverlap: dst.overlap,
    timezone: zone,
    ...judgeBounds(fields, now),
  };
  const { delay, fireAt, localFireAt, cron, every } = fields;
  if (delay !== undefined) return { ...base, fireAt: fromDelay(delay, now) };
  if (fireAt !== undefined) return { ...base, fireAt: fromInstant(fireAt, now) };
  if (localFireAt !== undefined) {
    const named = zone ?? "UTC";
    return { ...base, ...fromLocalTime(localFireAt, named, dst, now, forNewPlans(named)) };
  }
  const recurring =
    cron !== undefined
      ? noting({ ...base, ...fromCron(cron, zone) }, forNewPlans)
      : { ...base, ...fromEvery(every ?? "", base.startsAt, now) };
  return mustOccur(recurring, now, forNewPlans);
}

function judgeZone(timezone: string | undefined): string | null {
  if (timezone === undefined) return null;
  const name = timeZoneName(timezone);
  if (name !== null) return name;
  throw new ServiceError(
    "invalid_timezone",
    "timezone must be an IANA name such as Europe/Berlin.",
    "timezone",
  );
}

function fromDelay(delay: string, now: number): number {
  const ns = parseDuration(delay);
  if (ns === null) {
    throw new ServiceError(
      "invalid_duration",
      `delay must be a Go duration such as 90s or 1h30m${durationHint(delay)}.`,
      "delay",
    );
  }
  if (ns < floorNs) throw new ServiceError("sub_floor_delay", "delay must be at least 1s.", "delay");
  return notTooFar(now + durationMs(ns), now, "delay");
}

function fromInstant(text: string, now: number): number {
  const at = parseInstant(text);
  if (at === null) {
    throw new ServiceError(
      "invalid_fire_at",
      `fire_at must be RFC 3339 with an offset, such as 2027-07-01T09:00:00Z${instantHint(text)}.`,
      "fire_at",
    );
  }
  return notTooFar(notPast(at, now, "fire_at"), now, "fire_at");
}

/** Records in the timing which zone rules the plan uses. */
function noting(timing: TimingColumns, forNewPlans: ForNewPlans): TimingColumns {
  return { ...timing, zoneRules: forNewPlans(timing.timezone ?? "UTC").id };
}

function fromLocalTime(
  text: string,
  zone: string,
  dst: DstRule,
  now: number,
  { id, rules }: RulesForNewPlans,
): Partial<TimingColumns> {
  const local = parseLocalTime(text);
  if (local === null) {
    throw new ServiceError(
      "invalid_local_fire_at",
      `local_fire_at must be YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SS on a real date, without an offset${localTimeHint(text)}.`,
      "local_fire_at",
    );
  }
  const instants = resolveWallClock(local, zone, dst, rules).map(({ at }) => at);
  if (instants.length === 0) {
    throw new ServiceError(
      "invalid_local_fire_at",
      `local_fire_at is left out by a change of the clocks in ${zone}, and dst.gap is skip.`,
      "local_fire_at",
    );
  }
  const at = instants.find((instant) => instant > now) ?? instants[0] ?? now;
  const fireAt = notTooFar(notPast(at, now, "local_fire_at"), now, "local_fire_at");
  return { fireAt, localFireAt: text, timezone: zone, zoneRules: id };
}

function fromCron(text: string, zone: string | null): Partial<TimingColumns> {
  if (text.length > longestCron) {
    throw new ServiceError("invalid_cron", `cron must be at most ${longestCron} characters.`, "cron");
  }
  const expression = parseCron(text);
  if ("problem" in expression)
    throw new ServiceError("invalid_cron", `cron: ${expression.problem}${cronHint(text)}.`, "cron");
  if (expression.timezone !== null && zone !== null && expression.timezone !== zone) {
    throw new ServiceError("invalid_cron", "CRON_TZ= in cron and timezone name different zones.", "cron");
  }
  if (expression.neverFires) {
    throw new ServiceError("cron_never_fires", "cron never matches a date of the calendar.", "cron");
  }
  const cron =
    expression.timezone === null ? text : text.replace(zonePrefix, `CRON_TZ=${expression.timezone}`);
  return { kind: "cron", cron, timezone: expression.timezone ?? zone ?? "UTC" };
}

function fromEvery(text: string, startsAt: number | null, now: number): Partial<TimingColumns> {
  const ns = keptDuration(text);
  if (ns === null) {
    throw new ServiceError(
      "invalid_duration",
      `every must be a Go duration such as 15m or 1h30m${durationHint(text)}.`,
      "every",
    );
  }
  if (ns < floorNs) throw new ServiceError("sub_floor_interval", "every must be at least 1s.", "every");
  const everyMs = durationMs(ns);
  notTooFar(now + everyMs, now, "every");
  return { kind: "interval", every: text, everyMs, anchorAt: startsAt ?? now };
}

/** Refuses a recurring schedule without any occurrence; it is a mistake that should show at once. */
function mustOccur(timing: TimingColumns, now: number, forNewPlans: ForNewPlans): TimingColumns {
  const rulesOf = ({ timezone }: TimingColumns) => forNewPlans(timezone ?? "UTC").rules;
  if (upcomingOccurrences(timing, now, 1, rulesOf).length > 0) return timing;
  if (timing.endsAt !== null) {
    throw new ServiceError("invalid_bounds", "There is no occurrence before ends_at.", "ends_at");
  }
  if (timing.kind === "interval") {
    throw new ServiceError("fire_at_too_far", "every names no instant before the year 10000.", "every");
  }
  throw new ServiceError("cron_never_fires", "cron names no instant that will come.", "cron");
}

function notPast(at: number, now: number, param: string): number {
  if (at > now) return at;
  throw new ServiceError("fire_at_in_past", `${param} must be in the future.`, param);
}

function notTooFar(at: number, now: number, param: string): number {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 10);
  if (at <= limit.getTime()) return at;
  throw new ServiceError("fire_at_too_far", `${param} must be at most 10 years ahead.`, param);
}
