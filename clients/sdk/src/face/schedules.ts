import * as api from "../generated.ts";
import { Listing } from "../listing.ts";
import type { ChangeOptions, CreateOptions, RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";
import { pathOf } from "./path-of.ts";

/** `landfall.schedules` */
export type Schedules = ReturnType<typeof schedulesFace>;

/** Schedules: rules by which deliveries are made, once or repeatedly. */
export function schedulesFace(send: Send) {
  return { ...making(send), ...changing(send), ...reading(send) };
}

/** Functions that create schedules. */
function making(send: Send) {
  return {
    /** Creates a schedule: one destination (`endpoint` or `endpoint_id`) and one timing (`delay`, `fire_at`, `local_fire_at`, `cron`, `every`). */
    create: (body: api.CreateScheduleRequest, options: CreateOptions = {}): Promise<api.Schedule> =>
      send.once(options, (common) => api.createSchedule({ ...common, body }), body.idempotency_key),

    /** Creates up to 1,000 schedules; each is accepted or rejected independently. */
    createMany: (
      items: api.CreateScheduleRequest[],
      options: CreateOptions = {},
    ): Promise<api.BulkCreateResult> =>
      send.once(options, (common) => api.bulkCreateSchedules({ ...common, body: { items } })),

    /** Checks a schedule and lists its next runs, without creating it. */
    preview: (body: api.PreviewScheduleRequest, options: RequestOptions = {}): Promise<api.SchedulePreview> =>
      send.harmless(options, (common) => api.previewSchedule({ ...common, body })),

    /** Creates a copy of this schedule, with the fields of `body` changed. */
    clone: (
      id: string,
      body: api.CloneScheduleRequest = {},
      options: CreateOptions = {},
    ): Promise<api.Schedule> =>
      send.once(
        options,
        (common) => api.cloneSchedule({ ...common, path: pathOf(id), body }),
        body.idempotency_key,
      ),

    /** Fires a finished one-shot again, as a new schedule. */
    replay: (id: string, options: CreateOptions = {}): Promise<api.Schedule> =>
      send.once(options, (common) => api.replaySchedule({ ...common, path: pathOf(id) })),
  };
}

/** Functions that change or fire a schedule. */
function changing(send: Send) {
  return {
    /** Changes an active or paused schedule; no attempt of the old plan starts after the answer. */
    update: (
      id: string,
      body: api.UpdateScheduleRequest,
      options: ChangeOptions = {},
    ): Promise<api.Schedule> =>
      send.plain(options, (common) => api.updateSchedule({ ...common, path: pathOf(id), body })),

    /** Cancels a schedule: none of its attempts starts after the answer. May be repeated. */
    cancel: (id: string, options: ChangeOptions = {}): Promise<api.Schedule> =>
      send.plain(options, (common) => api.cancelSchedule({ ...common, path: pathOf(id) })),

    /** Pauses a schedule until it is resumed. */
    pause: (id: string, options: ChangeOptions = {}): Promise<api.Schedule> =>
      send.plain(options, (common) => api.pauseSchedule({ ...common, path: pathOf(id) })),

    /** Resumes a paused schedule. */
    resume: (id: string, options: ChangeOptions = {}): Promise<api.Schedule> =>
      send.plain(options, (common) => api.resumeSchedule({ ...common, path: pathOf(id) })),

    /** Fires a schedule once, now, in addition to its plan. */
    trigger: (id: string, options: CreateOptions = {}): Promise<api.Delivery> =>
      send.once(options, (common) => api.triggerSchedule({ ...common, path: pathOf(id) })),
  };
}

/** Functions that read schedules. */
function reading(send: Send) {
  return {
    /** Lists schedules, newest first. */
    list: (
      query: NonNullable<api.ListSchedulesData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.Schedule> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) => api.listSchedules({ ...common, query: { ...query, cursor } })),
      ),

    /** Reads a schedule. */
    get: (id: string, options: RequestOptions = {}): Promise<api.Schedule> =>
      send.plain(options, (common) => api.getSchedule({ ...common, path: pathOf(id) })),

    /** Lists the deliveries of a schedule, newest first. */
    deliveries: (
      id: string,
      query: NonNullable<api.ListScheduleDeliveriesData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.Delivery> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) =>
          api.listScheduleDeliveries({ ...common, path: pathOf(id), query: { ...query, cursor } }),
        ),
      ),

    /** Lists the attempts of all deliveries of a schedule, newest first. */
    attempts: (
      id: string,
      query: NonNullable<api.ListScheduleAttemptsData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.Attempt> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) =>
          api.listScheduleAttempts({ ...common, path: pathOf(id), query: { ...query, cursor } }),
        ),
      ),

    /** Compares the plan of a schedule with its deliveries. */
    ledger: (
      id: string,
      query: NonNullable<api.GetScheduleLedgerData["query"]> = {},
      options: RequestOptions = {},
    ): Promise<api.Ledger> =>
      send.plain(options, (common) => api.getScheduleLedger({ ...common, path: pathOf(id), query })),
  };
}
