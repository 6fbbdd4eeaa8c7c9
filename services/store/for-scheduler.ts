/** Everything the scheduler may do with the store. */

export type { Mode, Owner } from "./accounts/owner.ts";
export type { CreditEntry, CreditEntryKind } from "./credits/credit-entries.ts";
export { type CreditsShown, findCredits } from "./credits/find-credits.ts";
export { insertCredits } from "./credits/insert-credits.ts";
export { creditsTaken } from "./credits/take-credits.ts";
export { topUpSchedule } from "./credits/top-up-schedule.ts";
export { areAnyInFlight } from "./deliveries/attempt/are-any-in-flight.ts";
export type { DeliveryReason } from "./deliveries/delivery-reasons.ts";
export type { DeliveryState } from "./deliveries/delivery-record.ts";
export type { NewDelivery } from "./deliveries/insert-deliveries.ts";
export { loadRequests } from "./deliveries/load-requests.ts";
export { type OpenDelivery, unspent } from "./deliveries/lock-open-deliveries.ts";
export { findDeliveryStates } from "./deliveries/read/find-delivery-states.ts";
export {
  listOccurrences,
  listOccurrencesAfter,
  type OccurrenceRecord,
  type OccurrenceSpan,
} from "./deliveries/read/list-occurrences.ts";
export { devClockSource } from "./dev-clock/dev-clock-source.ts";
export { countFiredAndOpen, findNextDue, isQuietAt } from "./dev-clock/find-due.ts";
export { moveDevClock, releaseDevClock, takeDevClock } from "./dev-clock/move-dev-clock.ts";
export { isDevClockSeenByAll, readDevClock } from "./dev-clock/read-dev-clock.ts";
export { endpointExisted } from "./endpoints/endpoint-existed.ts";
export { endpointNotFound } from "./endpoints/endpoint-not-found.ts";
export { findNamedEndpoints, lockEndpoints } from "./endpoints/lock-endpoints.ts";
export { type CallAnswer, findCallAnswer, insertCallAnswer } from "./idempotency/call-answers.ts";
export { forgetIdempotencyKey } from "./idempotency/forget-idempotency-key.ts";
export {
  findIdempotencyKeys,
  type IdempotencyRecord,
  insertIdempotencyKeys,
} from "./idempotency/idempotency-keys.ts";
export { type AccountUsage, loadUsage } from "./quota/load-usage.ts";
export { takeQuota } from "./quota/take-quota.ts";
export { type KeyPosition, purgeIdempotencyKeys } from "./retention/purge-idempotency-keys.ts";
export { purgeSchedules } from "./retention/purge-schedules.ts";
export { loadRetention, type Retention, retentionCutOff } from "./retention/retention.ts";
export { changeSchedule, type ScheduleChange } from "./schedules/change-schedule.ts";
export { emitDueOccurrences } from "./schedules/emit-due-occurrences.ts";
export { findScheduleOwner } from "./schedules/find-schedule-owner.ts";
export { findSchedules } from "./schedules/find-schedules.ts";
export { insertSchedules, type NewSchedule } from "./schedules/insert-schedules.ts";
export { countPlans, findPlan, listPlans } from "./schedules/list-plans.ts";
export {
  countSchedules,
  endOfScheduleSearch,
  listSchedules,
  type ScheduleFilter,
} from "./schedules/list-schedules.ts";
export { findPastPlans, type PlanRecord } from "./schedules/past-plans.ts";
export type { RekeyedDelivery } from "./schedules/repoint-deliveries.ts";
export {
  packRequestContent,
  type RequestContentParts,
  requestSealContext,
  unpackRequestContent,
} from "./schedules/request-content.ts";
export type { EffectiveRetryPolicy, StoredRetryPolicy } from "./schedules/retry-policy.ts";
export type {
  RequestRecord,
  ScheduleKind,
  ScheduleRecord,
  ScheduleState,
  TimingColumns,
} from "./schedules/schedule-record.ts";
export { triggerSchedule } from "./schedules/trigger-schedule.ts";
export { connectStore, type Queryable, type Store, type Transaction } from "./session/connect.ts";
export { probeWrites } from "./session/probe-writes.ts";
export { isDuplicate } from "./session/store-errors.ts";
export { storeTime } from "./session/store-time.ts";
export { findOutdatedPlans, findZonesInUse, type ZoneInUse } from "./zones/find-zones-in-use.ts";
export {
  loadZoneRules,
  readZoneRulesInForce,
  type ZoneRulesInForce,
  type ZoneRulesRecord,
} from "./zones/load-zone-rules.ts";
export { type AheadOccurrence, isOpen } from "./zones/lock-outdated-plans.ts";
export { announceZoneRules, type FoundRules, recordZoneRules } from "./zones/record-zone-rules.ts";
export { type Replanned, replanSchedules } from "./zones/replan-schedules.ts";
