// Made from proto/ by `npm run generate`. Do not edit.

/** Methods that may be sent again when the peer was away: their `idempotency_level` says so. */
export const idempotentRpcs = {
  AccountsService: ["authenticate", "describeKey", "getQuota", "authenticateSession", "endSession", "getMe", "updateMe", "getSigningSecrets", "listApiKeys", "getEndpoint", "listEndpoints"],
  DispatcherService: ["getDelivery", "listDeliveries", "listAttempts", "listLogs", "getOverview", "getPunctuality", "getUsage"],
  PaymentsService: ["openSignIn"],
  SchedulerService: ["awaitNames", "previewSchedule", "getSchedule", "listSchedules", "getPrepaidSchedule", "listPrepaidSchedules", "getScheduleLedger", "getLedger", "getZoneRules", "getDevClock"],
  TelemetryService: [],
} as const;
