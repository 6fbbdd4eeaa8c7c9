import { bulkCreateSchedules } from "./operations/bulk-create-schedules.ts";
import { cancelDelivery } from "./operations/cancel-delivery.ts";
import { cancelSchedule } from "./operations/cancel-schedule.ts";
import { createSchedule } from "./operations/create-schedule.ts";
import { deleteSigningSecrets } from "./operations/delete-signing-secrets.ts";
import { getDelivery } from "./operations/get-delivery.ts";
import { getHealth } from "./operations/get-health.ts";
import { getMetrics } from "./operations/get-metrics.ts";
import { getMetricsJson } from "./operations/get-metrics-json.ts";
import { getOpenapi } from "./operations/get-openapi.ts";
import { getOverview } from "./operations/get-overview.ts";
import { getPunctuality } from "./operations/get-punctuality.ts";
import { getReadiness } from "./operations/get-readiness.ts";
import { getSchedule } from "./operations/get-schedule.ts";
import { getSigningSecrets } from "./operations/get-signing-secrets.ts";
import { getUsage } from "./operations/get-usage.ts";
import { listDeadLetters } from "./operations/list-dead-letters.ts";
import { listDeliveries } from "./operations/list-deliveries.ts";
import { listDeliveryAttempts } from "./operations/list-delivery-attempts.ts";
import { listLogs } from "./operations/list-logs.ts";
import { listScheduleAttempts } from "./operations/list-schedule-attempts.ts";
import { listScheduleDeliveries } from "./operations/list-schedule-deliveries.ts";
import { listSchedules } from "./operations/list-schedules.ts";
import { pauseSchedule } from "./operations/pause-schedule.ts";
import { previewSchedule } from "./operations/preview-schedule.ts";
import { replayDelivery } from "./operations/replay-delivery.ts";
import { resumeSchedule } from "./operations/resume-schedule.ts";
import { rotateSigningSecrets } from "./operations/rotate-signing-secrets.ts";
import { updateSchedule } from "./operations/update-schedule.ts";
import type { Handlers } from "./operations.ts";

/** Who answers which operation. */
export const handlers: Handlers = {
  bulkCreateSchedules,
  cancelDelivery,
  cancelSchedule,
  createSchedule,
  deleteSigningSecrets,
  getDelivery,
  getHealth,
  getMetrics,
  getMetricsJson,
  getOpenapi,
  getOverview,
  getPunctuality,
  getReadiness,
  getSchedule,
  getSigningSecrets,
  getUsage,
  listDeadLetters,
  listDeliveries,
  listDeliveryAttempts,
  listLogs,
  listScheduleAttempts,
  listScheduleDeliveries,
  listSchedules,
  pauseSchedule,
  previewSchedule,
  replayDelivery,
  resumeSchedule,
  rotateSigningSecrets,
  updateSchedule,
};
