import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { earliestAt, latestAt, parseInstant } from "../timing/instant.ts";

export interface Bounds {
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly maxRuns: number | null;
}

/**
 * Checks the bounds of a recurring schedule; a one-shot has none.
 *
 * @throws ServiceError `invalid_bounds`
 */
export function judgeBounds(fields: ScheduleFields, now: number): Bounds {
  const { startsAt, endsAt, maxRuns } = fields;
  const given =
    startsAt !== undefined
      ? "starts_at"
      : endsAt !== undefined
        ? "ends_at"
        : maxRuns !== undefined
          ? "max_runs"
          : null;
  if (given === null) return { startsAt: null, endsAt: null, maxRuns: null };
  if (fields.cron === undefined && fields.every === undefined) {
    throw new ServiceError(
      "invalid_bounds",
      `${given} bounds a recurring schedule; this one fires once.`,
      given,
    );
  }
  const from = instant(startsAt, "starts_at");
  const until = instant(endsAt, "ends_at");
  if (until !== null && until <= now)
    throw new ServiceError("invalid_bounds", "ends_at must be in the future.", "ends_at");
  if (from !== null && until !== null && until <= from) {
    throw new ServiceError("invalid_bounds", "ends_at must come after starts_at.", "ends_at");
  }
  if (maxRuns !== undefined && !(maxRuns >= 1 && maxRuns <= 1_000_000_000)) {
    throw new ServiceError("invalid_bounds", "max_runs must be from 1 to 1000000000.", "max_runs");
  }
  return { startsAt: from, endsAt: until, maxRuns: maxRuns ?? null };
}

function instant(text: string | undefined, param: string): number | null {
  if (text === undefined) return null;
  const at = parseInstant(text);
  if (at !== null && at >= earliestAt && at <= latestAt) return at;
  throw new ServiceError(
    "invalid_bounds",
    `${param} must be RFC 3339 with an offset, such as 2027-07-01T09:00:00Z, and lie before the year 10000, UTC.`,
    param,
  );
}
