import * as api from "../generated.ts";
import { Listing } from "../listing.ts";
import type { ChangeOptions, CreateOptions, RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";
import { pathOf } from "./path-of.ts";

/** `landfall.deliveries` */
export type Deliveries = ReturnType<typeof deliveriesFace>;

/** Deliveries: one planned occurrence each, with its attempts, until it is settled. */
export function deliveriesFace(send: Send) {
  return {
    /** Lists deliveries, newest first. */
    list: (
      query: NonNullable<api.ListDeliveriesData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.Delivery> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) => api.listDeliveries({ ...common, query: { ...query, cursor } })),
      ),

    /** Reads a delivery. */
    get: (id: string, options: RequestOptions = {}): Promise<api.Delivery> =>
      send.plain(options, (common) => api.getDelivery({ ...common, path: pathOf(id) })),

    /** Lists the attempts of a delivery, newest first. */
    attempts: (
      id: string,
      query: NonNullable<api.ListDeliveryAttemptsData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.Attempt> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) =>
          api.listDeliveryAttempts({ ...common, path: pathOf(id), query: { ...query, cursor } }),
        ),
      ),

    /** Cancels a delivery that has not begun. May be repeated. */
    cancel: (id: string, options: ChangeOptions = {}): Promise<api.Delivery> =>
      send.plain(options, (common) => api.cancelDelivery({ ...common, path: pathOf(id) })),

    /** Sends a settled delivery again, as a new one that is due now. */
    replay: (
      id: string,
      body: api.ReplayDeliveryRequest = {},
      options: CreateOptions = {},
    ): Promise<api.Delivery> =>
      send.once(options, (common) => api.replayDelivery({ ...common, path: pathOf(id), body })),
  };
}

/** `landfall.deadLetters` */
export type DeadLetters = ReturnType<typeof deadLettersFace>;

/** Dead letters: deliveries that have failed for good, kept until they are replayed. */
export function deadLettersFace(send: Send) {
  return {
    /** Lists dead letters, newest first. */
    list: (
      query: NonNullable<api.ListDeadLettersData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.Delivery> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) => api.listDeadLetters({ ...common, query: { ...query, cursor } })),
      ),

    /** Sends many dead letters again: those of `ids`, or those that match `filter`, spread over `over`. */
    replay: (
      body: api.ReplayDeadLettersRequest,
      options: CreateOptions = {},
    ): Promise<api.DeadLetterReplay> =>
      send.once(options, (common) => api.replayDeadLetters({ ...common, body })),
  };
}

/** `landfall.logs` */
export type Logs = ReturnType<typeof logsFace>;

/** Logs: all attempts. */
export function logsFace(send: Send) {
  return {
    /**
     * Lists attempts, newest first. With `q`, `endpoint_id` or several filters, pages before the last may
     * be empty.
     */
    list: (
      query: NonNullable<api.ListLogsData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.LogEntry> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) => api.listLogs({ ...common, query: { ...query, cursor } })),
      ),
  };
}
