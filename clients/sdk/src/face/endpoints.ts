import * as api from "../generated.ts";
import { Listing } from "../listing.ts";
import type { ChangeOptions, CreateOptions, RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";
import { pathOf } from "./path-of.ts";

/** `landfall.endpoints` */
export type Endpoints = ReturnType<typeof endpointsFace>;

/** Endpoint profiles: destinations that many schedules share. */
export function endpointsFace(send: Send) {
  return {
    /** Creates an endpoint profile; schedules name it by `endpoint_id` and follow its changes. */
    create: (
      body: api.CreateEndpointRequest & { url: string },
      options: CreateOptions = {},
    ): Promise<api.Endpoint> => send.once(options, (common) => api.createEndpoint({ ...common, body })),

    /** Lists endpoint profiles, newest first. */
    list: (
      query: NonNullable<api.ListEndpointsData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.Endpoint> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) => api.listEndpoints({ ...common, query: { ...query, cursor } })),
      ),

    /** Reads an endpoint profile. */
    get: (id: string, options: RequestOptions = {}): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.getEndpoint({ ...common, path: pathOf(id) })),

    /** Changes an endpoint profile; attempts that begin after the answer use the new version. */
    update: (
      id: string,
      body: api.UpdateEndpointRequest,
      options: ChangeOptions = {},
    ): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.updateEndpoint({ ...common, path: pathOf(id), body })),

    /** Deletes an endpoint profile that is no longer in use. */
    delete: (id: string, options: ChangeOptions = {}): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.deleteEndpoint({ ...common, path: pathOf(id) })),

    /** Enables an endpoint profile; deliveries that waited for it are sent. */
    enable: (id: string, options: ChangeOptions = {}): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.enableEndpoint({ ...common, path: pathOf(id) })),

    /** Disables an endpoint profile; its deliveries wait. */
    disable: (id: string, options: ChangeOptions = {}): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.disableEndpoint({ ...common, path: pathOf(id) })),

    /** Gives an endpoint profile a new secret; the old one also signs for another 24 hours. */
    rotateSecret: (id: string, options: CreateOptions & ChangeOptions = {}): Promise<api.Endpoint> =>
      send.once(options, (common) => api.rotateEndpointSecret({ ...common, path: pathOf(id) })),

    /** Sends one test request to an endpoint profile, now; it is not a delivery. */
    test: (id: string, options: RequestOptions = {}): Promise<api.EndpointTest> =>
      send.plain(options, (common) => api.testEndpoint({ ...common, path: pathOf(id) })),
  };
}
