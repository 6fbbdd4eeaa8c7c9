import type {
  AdvanceDevClockRequest,
  AdvanceDevClockResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { countFiredAndOpen } from "../../store/for-scheduler.ts";
import { advanceTo } from "../dev-clock/advance.ts";
import { judgeTarget } from "../dev-clock/judge-target.ts";
import type { Scheduler } from "../scheduler.ts";
import { requireDevClock } from "./get-dev-clock.ts";

/** Moves the clock that tests can move. @throws ServiceError `dev_clock_off`, `dev_clock_busy`, and what is wrong with the request */
export async function advanceDevClock(
  scheduler: Scheduler,
  { caller, by, to }: AdvanceDevClockRequest,
): Promise<AdvanceDevClockResponse> {
  const devClock = requireDevClock(scheduler);
  const owner = ownerOf(caller);
  const from = devClock.moved.now();
  const target = judgeTarget({ by, to }, from);
  const reached = await advanceTo(scheduler.store, devClock, target);
  const { fired, open } = await countFiredAndOpen(scheduler.store, owner, from);
  return { nowMs: devClock.moved.now(), toMs: target, reached, fired, open };
}
