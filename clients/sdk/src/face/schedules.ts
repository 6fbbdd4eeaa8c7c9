import * as api from "../generated.ts";
import { Listing } from "../listing.ts";
import type { ChangeOptions, CreateOptions, RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";
import { pathOf } from "./path-of.ts";

/** `landfall.schedules` */
export type Schedules = ReturnType<typeof schedulesFace>;

/** The rule by which deliveries are made, once or again and again. */
export function schedulesFace(send: Send) {
  return { ...making(send), ...changing(send), ...reading(send) };
}

/** Functions that make schedules. */
function making(send: Send) {
  return {
    /** Creates a schedule: one destination (`endpoint` or `endpoint_id`) and one timing (`delay`, `fire_at`, `local_fire_at`, `cron`, `every`). */
    create: (body: api.CreateScheduleRequest, options: CreateOptions = {}): Promise<api.Schedule> =>
      send.once(options, (common) => api.createSchedule({ ...common, body }), body.idempotency_key),

    /** Creates up to 1,000 schedules; each is accepted or rejected by itself. */
    createMany: (
      items: api.CreateScheduleRequest[],
      options: CreateOptions = {},
    ): Promise<api.BulkCreateResult> =>
      send.once(options, (common) => api.bulkCreateSchedules({ ...common, body: { items } })),

    /** Checks a schedule and lists its next runs, without creating it. */
    preview: (body: api.PreviewScheduleRequest, options: RequestOptions = {}): Promise<api.SchedulePreview> =>
      send.harmless(options, (common) => api.previewSchedule({ ...common, body })),

    /** Makes a schedule like this one, with the fields of `body` laid over. */
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

/** Functions that change one, or fire it. */
function changing(send: Send) {
  return {
    /** Changes fields of a schedule that is active or paused; nothing of the old plan starts after the answer. */
    update: (
      id: string,
      body: api.UpdateScheduleRequest,
      options: ChangeOptions = {},
    ): Promise<api.Schedule> =>
      send.plain(options, (common) => api.updateSchedule({ ...common, path: pathOf(id), body })),

    /** Cancels a schedule: no attempt of it starts after the answer. Twice is fine. */
    cancel: (id: string, options: ChangeOptions = {}): Promise<api.Schedule> =>
      send.plain(options, (common) => api.cancelSchedule({ ...common, path: pathOf(id) })),

    /** Holds a schedule back until it is resumed. */
    pause: (id: string, options: ChangeOptions = {}): Promise<api.Schedule> =>
      send.plain(options, (common) => api.pauseSchedule({ ...common, path: pathOf(id) })),

    /** Lets a paused schedule go on. */
    resume: (id: string, options: ChangeOptions = {}): Promise<api.Schedule> =>
      send.plain(options, (common) => api.resumeSchedule({ ...common, path: pathOf(id) })),

    /** Fires a schedule once, now, beside its plan. */
    trigger: (id: string, options: CreateOptions = {}): Promise<api.Delivery> =>
      send.once(options, (common) => api.triggerSchedule({ ...common, path: pathOf(id) })),
  };
}

/** Functions that read. */
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

    /** Holds the plan of a schedule against what became of it. */
    ledger: (
      id: string,
      query: NonNullable<api.GetScheduleLedgerData["query"]> = {},
      options: RequestOptions = {},
    ): Promise<api.Ledger> =>
      send.plain(options, (common) => api.getScheduleLedger({ ...common, path: pathOf(id), query })),
  };
}
