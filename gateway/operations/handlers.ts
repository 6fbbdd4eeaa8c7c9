import type { Handlers } from "../handler.ts";
import { cancelDelivery } from "./deliveries/cancel-delivery.ts";
import { getDelivery } from "./deliveries/get-delivery.ts";
import { listDeadLetters } from "./deliveries/list-dead-letters.ts";
import { listDeliveries } from "./deliveries/list-deliveries.ts";
import { listDeliveryAttempts } from "./deliveries/list-delivery-attempts.ts";
import { listLogs } from "./deliveries/list-logs.ts";
import { replayDeadLetters } from "./deliveries/replay-dead-letters.ts";
import { replayDelivery } from "./deliveries/replay-delivery.ts";
import { advanceDevClock } from "./development/advance-dev-clock.ts";
import { getDevClock } from "./development/get-dev-clock.ts";
import { createEndpoint } from "./endpoints/create-endpoint.ts";
import { deleteEndpoint } from "./endpoints/delete-endpoint.ts";
import { disableEndpoint } from "./endpoints/disable-endpoint.ts";
import { enableEndpoint } from "./endpoints/enable-endpoint.ts";
import { getEndpoint } from "./endpoints/get-endpoint.ts";
import { listEndpoints } from "./endpoints/list-endpoints.ts";
import { rotateEndpointSecret } from "./endpoints/rotate-endpoint-secret.ts";
import { testEndpoint } from "./endpoints/test-endpoint.ts";
import { updateEndpoint } from "./endpoints/update-endpoint.ts";
import { getOverview } from "./figures/get-overview.ts";
import { getPunctuality } from "./figures/get-punctuality.ts";
import { getUsage } from "./figures/get-usage.ts";
import { createApiKey } from "./keys/create-api-key.ts";
import { deleteSigningSecrets } from "./keys/delete-signing-secrets.ts";
import { getSigningSecrets } from "./keys/get-signing-secrets.ts";
import { listApiKeys } from "./keys/list-api-keys.ts";
import { revokeApiKey } from "./keys/revoke-api-key.ts";
import { rotateApiKey } from "./keys/rotate-api-key.ts";
import { rotateSigningSecrets } from "./keys/rotate-signing-secrets.ts";
import { whoAmI } from "./keys/who-am-i.ts";
import { bulkCreateSchedules } from "./schedules/bulk-create-schedules.ts";
import { cancelSchedule } from "./schedules/cancel-schedule.ts";
import { cloneSchedule } from "./schedules/clone-schedule.ts";
import { createSchedule } from "./schedules/create-schedule.ts";
import { getLedger } from "./schedules/get-ledger.ts";
import { getSchedule } from "./schedules/get-schedule.ts";
import { getScheduleLedger } from "./schedules/get-schedule-ledger.ts";
import { listScheduleAttempts } from "./schedules/list-schedule-attempts.ts";
import { listScheduleDeliveries } from "./schedules/list-schedule-deliveries.ts";
import { listSchedules } from "./schedules/list-schedules.ts";
import { pauseSchedule } from "./schedules/pause-schedule.ts";
import { previewSchedule } from "./schedules/preview-schedule.ts";
import { replaySchedule } from "./schedules/replay-schedule.ts";
import { resumeSchedule } from "./schedules/resume-schedule.ts";
import { triggerSchedule } from "./schedules/trigger-schedule.ts";
import { updateSchedule } from "./schedules/update-schedule.ts";
import { getHealth } from "./server/get-health.ts";
import { getMetrics } from "./server/get-metrics.ts";
import { getMetricsJson } from "./server/get-metrics-json.ts";
import { getOpenapi } from "./server/get-openapi.ts";
import { getReadiness } from "./server/get-readiness.ts";
import { getReference } from "./server/get-reference.ts";
import { confirmMagicLink } from "./sign-in/confirm-magic-link.ts";
import { getMe } from "./sign-in/get-me.ts";
import { logOut } from "./sign-in/log-out.ts";
import { openMagicLink } from "./sign-in/open-magic-link.ts";
import { startMagicLink } from "./sign-in/start-magic-link.ts";
import { updateMe } from "./sign-in/update-me.ts";

/** Handler of each operation. */
export const handlers: Handlers = {
  advanceDevClock,
  bulkCreateSchedules,
  cancelDelivery,
  cancelSchedule,
  cloneSchedule,
  createApiKey,
  createEndpoint,
  confirmMagicLink,
  getMe,
  logOut,
  openMagicLink,
  startMagicLink,
  updateMe,
  createSchedule,
  deleteEndpoint,
  deleteSigningSecrets,
  disableEndpoint,
  enableEndpoint,
  getDelivery,
  getDevClock,
  getEndpoint,
  getHealth,
  getLedger,
  getMetrics,
  getMetricsJson,
  getOpenapi,
  getOverview,
  getPunctuality,
  getReadiness,
  getReference,
  getSchedule,
  getScheduleLedger,
  getSigningSecrets,
  getUsage,
  listApiKeys,
  listDeadLetters,
  listDeliveries,
  listDeliveryAttempts,
  listEndpoints,
  listLogs,
  listScheduleAttempts,
  listScheduleDeliveries,
  listSchedules,
  pauseSchedule,
  previewSchedule,
  replayDeadLetters,
  replayDelivery,
  replaySchedule,
  resumeSchedule,
  revokeApiKey,
  rotateApiKey,
  rotateEndpointSecret,
  testEndpoint,
  rotateSigningSecrets,
  triggerSchedule,
  updateEndpoint,
  updateSchedule,
  whoAmI,
};
