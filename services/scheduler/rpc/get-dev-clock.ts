import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import type {
  GetDevClockRequest,
  GetDevClockResponse,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ownerOf } from "../../rules/caller.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { countFiredAndOpen } from "../../store/for-scheduler.ts";
import type { DevClock } from "../dev-clock/dev-clock.ts";
import type { Scheduler } from "../scheduler.ts";

/** Shows the clock that tests can move. @throws ServiceError `dev_clock_off` */
export async function getDevClock(
  scheduler: Scheduler,
  { caller }: GetDevClockRequest,
): Promise<GetDevClockResponse> {
  const { moved } = requireDevClock(scheduler);
  const nowMs = moved.now();
  const { open } = await countFiredAndOpen(scheduler.store, ownerOf(caller), nowMs);
  return { nowMs, aheadMs: moved.aheadMs, open };
}

/** @throws ServiceError `dev_clock_off` if there is none */
export function requireDevClock({ devClock }: Scheduler): DevClock {
  if (devClock !== null) return devClock;
  const message = "Landfall was not started with --dev-clock, so its time cannot be moved.";
  throw new ServiceError<ErrorCode>("dev_clock_off", message);
}
