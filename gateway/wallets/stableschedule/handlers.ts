import type { SignedInHandlers } from "../call.ts";
import { schedule } from "./schedule.ts";
import { schedule_delete } from "./schedule-delete.ts";
import { schedule_pause } from "./schedule-pause.ts";
import { schedule_resume } from "./schedule-resume.ts";
import { schedule_runs } from "./schedule-runs.ts";
import { schedules } from "./schedules.ts";

/** The operations that a wallet signs in for. */
export const signedInHandlers: SignedInHandlers = {
  schedule,
  schedules,
  schedule_runs,
  schedule_pause,
  schedule_resume,
  schedule_delete,
};
