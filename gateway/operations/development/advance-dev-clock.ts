import { formatDuration } from "../../../services/runtime/time/duration.ts";
import type { Handler } from "../../handler.ts";
import { toInstant } from "../../translate/instant.ts";

/** POST /dev/clock/advance */
export const advanceDevClock: Handler<"advanceDevClock"> = async (
  { body, caller, requestId },
  { scheduler },
) => {
  const request = { caller, by: body.by ?? undefined, to: body.to ?? undefined };
  const { nowMs, toMs, reached, fired, open } = await scheduler.advanceDevClock(request, { requestId });
  return {
    status: 200,
    body: {
      object: "dev_clock_advance",
      now: toInstant(nowMs),
      to: toInstant(toMs),
      reached,
      left: formatDuration(Math.max(toMs - nowMs, 0)),
      fired,
      open,
    },
  };
};
