import type { Tool } from "../tool.ts";
import { cancelSchedule, pauseSchedule, rescheduleSchedule, resumeSchedule } from "./change-schedule.ts";
import { explainDelivery } from "./explain-delivery.ts";
import { getDelivery } from "./get-delivery.ts";
import { getSchedule } from "./get-schedule.ts";
import { listDeadLetters } from "./list-dead-letters.ts";
import { listEndpoints } from "./list-endpoints.ts";
import { listSchedules } from "./list-schedules.ts";
import { previewSchedule } from "./preview-schedule.ts";
import { replayDelivery } from "./replay-delivery.ts";
import { scheduleDelivery } from "./schedule-delivery.ts";

/** Every tool, in the order in which they are listed. */
export const allTools: readonly Tool[] = [
  previewSchedule,
  scheduleDelivery,
  listSchedules,
  getSchedule,
  pauseSchedule,
  resumeSchedule,
  cancelSchedule,
  rescheduleSchedule,
  getDelivery,
  explainDelivery,
  listDeadLetters,
  replayDelivery,
  listEndpoints,
];
