/** Everything the dispatcher may do with the store. */

export type { Mode, Owner } from "./accounts/owner.ts";
export {
  loadSigningSecrets,
  type SigningSecretRecord,
  signingSecretSealContext,
} from "./accounts/signing-secrets.ts";
export { type AttemptOutcome, type AttemptRecord, attemptSealContext } from "./attempts/attempt-record.ts";
export { type AttemptsOf, countAttempts, listAttempts } from "./attempts/list-attempts.ts";
export {
  countLogs,
  endOfLogSearch,
  type LogFilter,
  type LogRecord,
  listLogs,
} from "./attempts/list-logs.ts";
export {
  type BegunDeliveries,
  beginDeliveries,
  beginWithinConcurrency,
} from "./deliveries/attempt/begin-deliveries.ts";
export { findStillBegun } from "./deliveries/attempt/find-still-begun.ts";
export {
  type SettledDelivery,
  type Settlement,
  settleDeliveries,
} from "./deliveries/attempt/settle-deliveries.ts";
export { cancelDelivery } from "./deliveries/cancel-delivery.ts";
export {
  type Claim,
  type ClaimedDelivery,
  claimDueDeliveries,
} from "./deliveries/claim/claim-due-deliveries.ts";
export { findDueProjects } from "./deliveries/claim/find-due-projects.ts";
export { lapseOwnLeases } from "./deliveries/claim/lapse-own-leases.ts";
export {
  type InterruptedDelivery,
  type InterruptedVerdict,
  reclaimLapsedDeliveries,
} from "./deliveries/claim/reclaim-lapsed-deliveries.ts";
export { releaseDeliveries } from "./deliveries/claim/release-deliveries.ts";
export { renewLeases } from "./deliveries/claim/renew-leases.ts";
export { findDeadLetters } from "./deliveries/dead-letters/find-dead-letters.ts";
export {
  type DeadLetterReplays,
  replayDeadLetters,
  replayDeadLettersOnce,
} from "./deliveries/dead-letters/replay-dead-letters.ts";
export { replayDelivery } from "./deliveries/dead-letters/replay-delivery.ts";
export type { DeliveryReason } from "./deliveries/delivery-reasons.ts";
export type { DeliveryRecord, DeliveryState } from "./deliveries/delivery-record.ts";
export type { HeldDelivery } from "./deliveries/held-delivery.ts";
export type { NewDelivery } from "./deliveries/insert-deliveries.ts";
export { loadRequests, type RequestContent } from "./deliveries/load-requests.ts";
export { countDeliveries } from "./deliveries/read/count-deliveries.ts";
export { findDelivery } from "./deliveries/read/find-delivery.ts";
export { findDeliveryStates } from "./deliveries/read/find-delivery-states.ts";
export { findNthNewestOccurrences } from "./deliveries/read/find-nth-newest-occurrences.ts";
export { findOpenOccurrences, type OpenOccurrence } from "./deliveries/read/find-open-occurrences.ts";
export {
  type DeliveryFilter,
  endOfDeliverySearch,
  listDeliveries,
} from "./deliveries/read/list-deliveries.ts";
export { type Backlog, measureBacklog } from "./deliveries/read/measure-backlog.ts";
export { devClockSource } from "./dev-clock/dev-clock-source.ts";
export {
  beatDispatcherName,
  freeDispatcherName,
  type NamedProcess,
  type NameHolder,
  takeDispatcherName,
} from "./dispatchers/take-dispatcher-name.ts";
export { endpointExisted } from "./endpoints/endpoint-existed.ts";
export { unpackEndpointHeaders } from "./endpoints/endpoint-headers.ts";
export { endpointNotFound } from "./endpoints/endpoint-not-found.ts";
export {
  type BreakerState,
  type EndpointRecord,
  type EndpointState,
  endpointSealContext,
} from "./endpoints/endpoint-record.ts";
export { loadEndpoints } from "./endpoints/load-endpoints.ts";
export { reserveSlots } from "./endpoints/reserve-slots.ts";
export { setBreaker } from "./endpoints/set-breaker.ts";
export { type Attention, countAttention } from "./figures/count-attention.ts";
export {
  everyProject,
  type FigureSums,
  type FiguresRecord,
  sumFigures,
} from "./figures/figures-record.ts";
export { loadFigures } from "./figures/load-figures.ts";
export { makeHours } from "./figures/make-hours.ts";
export { offsetBounds, quantile } from "./figures/offset-histogram.ts";
export { rollUpAttempts } from "./figures/roll-up-attempts.ts";
export { forgetIdempotencyKey } from "./idempotency/forget-idempotency-key.ts";
export { findIdempotencyKeys, type IdempotencyRecord } from "./idempotency/idempotency-keys.ts";
export { madeCount } from "./idempotency/made-count.ts";
export { purgeDeliveries } from "./retention/purge-deliveries.ts";
export { purgeIdleFlows } from "./retention/purge-idle-flows.ts";
export { loadRetention, type Retention, retentionCutOff } from "./retention/retention.ts";
export { loadSchedulePolicies, type SchedulePolicies } from "./schedules/load-schedule-policies.ts";
export type { OverlapPolicy } from "./schedules/occurrence-policies.ts";
export {
  type RequestContentParts,
  requestSealContext,
  unpackRequestContent,
} from "./schedules/request-content.ts";
export type {
  BackoffStrategy,
  EffectiveRetryPolicy,
  RetryAction,
  StoredRetryPolicy,
} from "./schedules/retry-policy.ts";
export { scheduleExists } from "./schedules/schedule-exists.ts";
export { connectStore, type Queryable, type Store } from "./session/connect.ts";
export { probeWrites } from "./session/probe-writes.ts";
export { isDuplicate } from "./session/store-errors.ts";
export { storeTime } from "./session/store-time.ts";
