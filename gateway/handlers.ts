import { bulkCreateSchedules } from "./operations/bulk-create-schedules.ts";
import { cancelDelivery } from "./operations/cancel-delivery.ts";
import { cancelSchedule } from "./operations/cancel-schedule.ts";
import { cloneSchedule } from "./operations/clone-schedule.ts";
import { createApiKey } from "./operations/create-api-key.ts";
import { createEndpoint } from "./operations/create-endpoint.ts";
import { createSchedule } from "./operations/create-schedule.ts";
import { deleteEndpoint } from "./operations/delete-endpoint.ts";
import { deleteSigningSecrets } from "./operations/delete-signing-secrets.ts";
import { disableEndpoint } from "./operations/disable-endpoint.ts";
import { enableEndpoint } from "./operations/enable-endpoint.ts";
import { getDelivery } from "./operations/get-delivery.ts";
import { getEndpoint } from "./operations/get-endpoint.ts";
import { getHealth } from "./operations/get-health.ts";
import { getLedger } from "./operations/get-ledger.ts";
import { getMetrics } from "./operations/get-metrics.ts";
import { getMetricsJson } from "./operations/get-metrics-json.ts";
import { getOpenapi } from "./operations/get-openapi.ts";
import { getOverview } from "./operations/get-overview.ts";
import { getPunctuality } from "./operations/get-punctuality.ts";
import { getReadiness } from "./operations/get-readiness.ts";
import { getReference } from "./operations/get-reference.ts";
import { getSchedule } from "./operations/get-schedule.ts";
import { getScheduleLedger } from "./operations/get-schedule-ledger.ts";
import { getSigningSecrets } from "./operations/get-signing-secrets.ts";
import { getUsage } from "./operations/get-usage.ts";
import { listApiKeys } from "./operations/list-api-keys.ts";
import { listDeadLetters } from "./operations/list-dead-letters.ts";
import { listDeliveries } from "./operations/list-deliveries.ts";
import { listDeliveryAttempts } from "./operations/list-delivery-attempts.ts";
import { listEndpoints } from "./operations/list-endpoints.ts";
import { listLogs } from "./operations/list-logs.ts";
import { listScheduleAttempts } from "./operations/list-schedule-attempts.ts";
import { listScheduleDeliveries } from "./operations/list-schedule-deliveries.ts";
import { listSchedules } from "./operations/list-schedules.ts";
import { pauseSchedule } from "./operations/pause-schedule.ts";
import { previewSchedule } from "./operations/preview-schedule.ts";
import { replayDeadLetters } from "./operations/replay-dead-letters.ts";
import { replayDelivery } from "./operations/replay-delivery.ts";
import { replaySchedule } from "./operations/replay-schedule.ts";
import { resumeSchedule } from "./operations/resume-schedule.ts";
import { revokeApiKey } from "./operations/revoke-api-key.ts";
import { rotateApiKey } from "./operations/rotate-api-key.ts";
import { rotateEndpointSecret } from "./operations/rotate-endpoint-secret.ts";
import { rotateSigningSecrets } from "./operations/rotate-signing-secrets.ts";
import { testEndpoint } from "./operations/test-endpoint.ts";
import { triggerSchedule } from "./operations/trigger-schedule.ts";
import { updateEndpoint } from "./operations/update-endpoint.ts";
import { updateSchedule } from "./operations/update-schedule.ts";
import { whoAmI } from "./operations/who-am-i.ts";
import type { Handlers } from "./operations.ts";

/** Who answers which operation. */
export const handlers: Handlers = {
  bulkCreateSchedules,
  cancelDelivery,
  cancelSchedule,
  cloneSchedule,
  createApiKey,
  createEndpoint,
  createSchedule,
  deleteEndpoint,
  deleteSigningSecrets,
  disableEndpoint,
  enableEndpoint,
  getDelivery,
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
