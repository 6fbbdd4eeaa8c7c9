import { z } from "zod";
import type {
  Attempt,
  AttemptError,
  DeliveryReason,
  DeliveryState,
  EndpointBreaker,
  EndpointState,
  Method,
  ScheduleKind,
  SchedulePreview,
  ScheduleState,
} from "../../sdk/src/index.ts";
import type { AssumptionCode } from "../../sdk/src/when/when.ts";

/** Keyed by each member, so that a missing one does not compile. */
type Each<T extends string> = { readonly [Member in T]: Member };

/** States of a schedule. */
export const scheduleState = z.enum({
  active: "active",
  paused: "paused",
  completed: "completed",
  canceled: "canceled",
  exhausted: "exhausted",
} as const satisfies Each<ScheduleState>);

/** Kinds of schedules. */
export const scheduleKind = z.enum({
  one_shot: "one_shot",
  cron: "cron",
  interval: "interval",
} as const satisfies Each<ScheduleKind>);

/** Methods of a request to a receiver. */
export const method = z.enum({
  GET: "GET",
  POST: "POST",
  PUT: "PUT",
  PATCH: "PATCH",
  DELETE: "DELETE",
} as const satisfies Each<Method>);

/** States of a delivery. */
export const deliveryState = z.enum({
  scheduled: "scheduled",
  dispatching: "dispatching",
  retrying: "retrying",
  succeeded: "succeeded",
  dead_lettered: "dead_lettered",
  expired: "expired",
  canceled: "canceled",
  skipped: "skipped",
} as const satisfies Each<DeliveryState>);

/** Reasons that a delivery waits or was ended. */
export const deliveryReasons = {
  misfire: "misfire",
  overlap: "overlap",
  paused: "paused",
  no_credit: "no_credit",
  canceled: "canceled",
  rescheduled: "rescheduled",
  breaker_open: "breaker_open",
  rate_limited: "rate_limited",
  concurrency: "concurrency",
  endpoint_disabled: "endpoint_disabled",
  secret_unreadable: "secret_unreadable",
} as const satisfies Each<DeliveryReason>;

/** The same, as a schema. */
export const deliveryReason = z.enum(deliveryReasons);

/** Why an attempt failed. */
export const attemptErrorCode = z.enum({
  dns: "dns",
  connect: "connect",
  tls: "tls",
  timeout: "timeout",
  reset: "reset",
  blocked: "blocked",
  too_large: "too_large",
  http_status: "http_status",
  interrupted: "interrupted",
} as const satisfies Each<AttemptError["code"]>);

/** Outcomes of an attempt. */
export const attemptOutcome = z.enum({
  succeeded: "succeeded",
  retry: "retry",
  failed: "failed",
} as const satisfies Each<Attempt["outcome"]>);

/** States of an endpoint profile. */
export const endpointState = z.enum({
  enabled: "enabled",
  disabled: "disabled",
} as const satisfies Each<EndpointState>);

/** States of a circuit breaker. */
export const breakerState = z.enum({
  closed: "closed",
  open: "open",
  half_open: "half_open",
} as const satisfies Each<EndpointBreaker["state"]>);

/** Clock changes that affect a run. */
export const clockNote = z.enum({
  dst_gap: "dst_gap",
  dst_overlap: "dst_overlap",
} as const satisfies Each<NonNullable<SchedulePreview["next_runs"][number]["note"]>>);

/** Assumptions that a reading can make. */
export const assumptionCode = z.enum({
  counted_from_january: "counted_from_january",
  day_part: "day_part",
  default_time: "default_time",
  every_month: "every_month",
  first_day: "first_day",
  fixed_offset: "fixed_offset",
  midnight_tonight: "midnight_tonight",
  months_passed_over: "months_passed_over",
  next_year: "next_year",
  other_week: "other_week",
  short_month: "short_month",
  zone_place: "zone_place",
} as const satisfies Each<AssumptionCode>);
