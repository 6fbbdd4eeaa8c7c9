import type { SignedInHandler } from "../call.ts";
import { changed } from "./changed.ts";

/** POST /api/schedule/resume */
export const schedule_resume: SignedInHandler<"schedule_resume"> = (call, services) =>
  changed(call, services, (target, options) => services.scheduler.resumeSchedule(target, options));
