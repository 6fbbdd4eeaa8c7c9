import { ServiceError } from "../../runtime/errors.ts";
import type { JudgedSchedule } from "./judge-schedule.ts";

/**
 * Checks that a prepaid schedule is bounded by its credits alone. A second bound could end it while credits
 * are left, and an occurrence that expires would leave it open who pays.
 *
 * @throws ServiceError `invalid_bounds`
 */
export function judgeMetered({ timing, ttlMs }: JudgedSchedule): void {
  const { kind, maxRuns, endsAt } = timing;
  if (kind !== "one_shot" && maxRuns === null && endsAt === null && ttlMs === null) return;
  throw new ServiceError(
    "invalid_bounds",
    "A prepaid schedule recurs until its credits are used up: it takes no max_runs, ends_at or ttl.",
  );
}
