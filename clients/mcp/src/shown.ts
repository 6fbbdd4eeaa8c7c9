import { z } from "zod";
import type { Delivery, Endpoint, Schedule } from "../../sdk/src/index.ts";
import {
  attemptErrorCode,
  breakerState,
  deliveryReason,
  deliveryState,
  endpointState,
  method,
  scheduleKind,
  scheduleState,
} from "./closed-sets.ts";

/** Argument: how many rows. */
export const limit = z
  .number()
  .int()
  .min(1)
  .max(100)
  .optional()
  .describe("Rows at most, 1 to 100; default 25.");
/** Argument: cursor of the next page. */
export const cursor = z
  .string()
  .optional()
  .describe("`next_cursor` of the answer before, with the same filters.");
/** Argument: the id of a schedule. */
export const scheduleId = z
  .string()
  .regex(/^sch_\w+$/, "must be the id of a schedule, sch_…")
  .describe("Id of the schedule, sch_….");
/** Argument: the id of a delivery. */
export const deliveryId = z
  .string()
  .regex(/^dlv_\w+$/, "must be the id of a delivery, dlv_…")
  .describe("Id of the delivery, dlv_….");
/** Field of an answer: cursor of the next page; null at the end. */
export const nextCursor = z.string().nullable();
/** Default number of rows per page. */
export const usualLimit = 25;

/** An instant, RFC 3339 in UTC. */
const instant = z.string();

/** A schedule in a list. */
export const scheduleRow = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  state: scheduleState,
  kind: scheduleKind,
  timing: z.string(),
  destination: z.string(),
  method,
  next_fire_at: instant.nullable(),
});

/** Makes the row of a schedule. */
export function rowOfSchedule(schedule: Schedule): z.input<typeof scheduleRow> {
  const { id, name, state, kind, endpoint, endpoint_id, method: verb, next_fire_at } = schedule;
  const destination = endpoint ?? endpoint_id ?? "";
  return { id, name, state, kind, timing: timingOf(schedule), destination, method: verb, next_fire_at };
}

/** A schedule's timing as text. */
export function timingOf({ cron, every, fire_at, timezone }: Schedule): string {
  if (cron !== null) return `cron ${cron}, ${timezone ?? "UTC"}`;
  return every !== null ? `every ${every}` : `at ${fire_at ?? "no moment"}`;
}

/** A delivery in a list, and the last one of a schedule. */
export const deliveryRow = z.looseObject({
  id: z.string(),
  schedule_id: z.string(),
  state: deliveryState,
  reason: deliveryReason.nullable(),
  scheduled_for: instant,
  completed_at: instant.nullable(),
  endpoint: z.string(),
  method,
  attempt_count: z.number(),
  last_status_code: z.number().nullable(),
  last_error: z.looseObject({ code: attemptErrorCode, message: z.string() }).nullable(),
});

/** Makes the row of a delivery. */
export function rowOfDelivery(delivery: Delivery): z.input<typeof deliveryRow> {
  const { id, schedule_id, state, reason, scheduled_for, completed_at, endpoint, attempt_count } = delivery;
  const { method: verb, last_status_code, last_error } = delivery;
  return {
    ...{ id, schedule_id, state, reason, scheduled_for, completed_at, endpoint, attempt_count },
    ...{ method: verb, last_status_code, last_error },
  };
}

/** An endpoint profile in a list. */
export const endpointRow = z.looseObject({
  id: z.string(),
  url: z.string(),
  name: z.string().nullable(),
  state: endpointState,
  breaker: z.looseObject({ state: breakerState, changed_at: instant.nullable() }),
  rate: z.looseObject({ max_per_second: z.number().nullable(), max_concurrency: z.number().nullable() }),
});

/** Makes the row of an endpoint profile. */
export function rowOfEndpoint(endpoint: Endpoint): z.input<typeof endpointRow> {
  const { id, url, name, state, breaker, max_per_second, max_concurrency } = endpoint;
  return { id, url, name, state, breaker, rate: { max_per_second, max_concurrency } };
}

/** Counts things: `1 schedule`, `3 schedules`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
