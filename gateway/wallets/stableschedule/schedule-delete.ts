import type { SignedInHandler } from "../call.ts";
import { changed } from "./changed.ts";

/** POST /api/schedule/delete */
export const schedule_delete: SignedInHandler<"schedule_delete"> = (call, services) =>
  changed(call, services, (target, options) => services.scheduler.cancelSchedule(target, options));
