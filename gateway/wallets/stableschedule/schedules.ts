import type { PrepaidSchedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import type { SignedInHandler } from "../call.ts";
import { toWalletSchedule } from "../translate/schedule.ts";

/** The contract has no pages, so a list ends somewhere. */
const mostSchedules = 1_000;
const pageSize = 100;

/** GET /api/schedules */
export const schedules: SignedInHandler<"schedules"> = async ({ caller, requestId }, { scheduler }) => {
  const found: PrepaidSchedule[] = [];
  let cursor: string | undefined;
  while (caller !== null && found.length < mostSchedules) {
    const page = await scheduler.listPrepaidSchedules({ caller, limit: pageSize, cursor }, { requestId });
    found.push(...page.schedules);
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  return { schedules: found.slice(0, mostSchedules).map(toWalletSchedule) };
};
