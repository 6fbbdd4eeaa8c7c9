import type { KeyRing } from "../../runtime/sealing.ts";
import { newUlid } from "../../runtime/ulid.ts";
import {
  type NewSchedule,
  type Owner,
  packRequestContent,
  type RequestRecord,
  requestSealContext,
  type ScheduleRecord,
} from "../../store/for-scheduler.ts";
import type { JudgedRequest } from "../judge/judge-request.ts";
import type { JudgedSchedule } from "../judge/judge-schedule.ts";
import { planAhead } from "../plan/plan-ahead.ts";
import { byOwnRules, type RulesOf } from "../plan/upcoming-occurrences.ts";
import { retryPolicyText } from "./retry-policy-text.ts";

/**
 * Makes the rows of a new schedule: the schedule, its request and its first deliveries.
 *
 * @param from where its plan begins, exclusive
 * @param traceparent trace context of the create
 * @param credits that a prepaid schedule begins with; null: it is not prepaid
 */
export function newSchedule(
  owner: Owner,
  judged: JudgedSchedule,
  keys: KeyRing,
  now: number,
  from: number = now,
  rulesOf: RulesOf = byOwnRules,
  traceparent: string | null = null,
  credits: number | null = null,
): NewSchedule {
  const { timing, request: judgedRequest, ...rest } = judged;
  const request = newRequest(owner, judgedRequest, traceparent, keys, now);
  const unplanned: ScheduleRecord = {
    id: newUlid(now),
    projectId: owner.projectId,
    mode: owner.mode,
    state: "active",
    request,
    ...timing,
    ...rest,
    plan: 0,
    planFrom: from,
    plannedBefore: 0,
    runCount: 0,
    plannedCount: 0,
    plannedThrough: null,
    creditsLeft: credits,
    emitAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  };
  const { deliveries, plannedCount, plannedThrough, emitAt } = planAhead(unplanned, now, from, rulesOf);
  return { schedule: { ...unplanned, plannedCount, plannedThrough, emitAt }, request, deliveries };
}

/** Makes the row of a request, with its headers and body sealed. */
export function newRequest(
  owner: Owner,
  judged: JudgedRequest,
  traceparent: string | null,
  keys: KeyRing,
  now: number,
): RequestRecord {
  const id = newUlid(now);
  const content = packRequestContent(judged);
  const sealedContent = content === null ? null : keys.seal(content, requestSealContext(id));
  return {
    id,
    projectId: owner.projectId,
    endpoint: judged.endpoint,
    endpointId: judged.endpointId,
    method: judged.method,
    headerNames: judged.headers.map(([name]) => name),
    bodyBytes: judged.body?.length ?? null,
    sealedContent,
    contentBytes: sealedContent?.length ?? 0,
    timeout: judged.timeout,
    timeoutMs: judged.timeoutMs,
    retryPolicy: retryPolicyText(judged.retryPolicy),
    traceparent,
    forwardTrace: judged.forwardTrace,
  };
}
