import type { SignedInHandler } from "../call.ts";
import { changed } from "./changed.ts";

/** POST /api/schedule/pause */
export const schedule_pause: SignedInHandler<"schedule_pause"> = (call, services) =>
  changed(call, services, (target, options) => services.scheduler.pauseSchedule(target, options));
