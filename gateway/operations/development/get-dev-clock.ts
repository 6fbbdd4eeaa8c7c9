import type { Handler } from "../../handler.ts";
import { toInstant } from "../../translate/instant.ts";

/** GET /dev/clock */
export const getDevClock: Handler<"getDevClock"> = async ({ caller, requestId }, { scheduler }) => {
  const { nowMs, aheadMs, open } = await scheduler.getDevClock({ caller }, { requestId });
  return { status: 200, body: { object: "dev_clock", now: toInstant(nowMs), ahead_ms: aheadMs, open } };
};
