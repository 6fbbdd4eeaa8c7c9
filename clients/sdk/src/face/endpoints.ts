import * as api from "../generated.ts";
import { Listing } from "../listing.ts";
import type { ChangeOptions, CreateOptions, RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";
import { pathOf } from "./path-of.ts";

/** `landfall.endpoints` */
export type Endpoints = ReturnType<typeof endpointsFace>;

/** Profiles of destinations that many schedules share. */
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

    /** Changes an endpoint profile; attempts that begin after the answer follow the change. */
    update: (
      id: string,
      body: api.UpdateEndpointRequest,
      options: ChangeOptions = {},
    ): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.updateEndpoint({ ...common, path: pathOf(id), body })),

    /** Deletes an endpoint profile that nothing goes to any more. */
    delete: (id: string, options: ChangeOptions = {}): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.deleteEndpoint({ ...common, path: pathOf(id) })),

    /** Lets what waited for an endpoint profile go out. */
    enable: (id: string, options: ChangeOptions = {}): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.enableEndpoint({ ...common, path: pathOf(id) })),

    /** Holds back what goes to an endpoint profile. */
    disable: (id: string, options: ChangeOptions = {}): Promise<api.Endpoint> =>
      send.plain(options, (common) => api.disableEndpoint({ ...common, path: pathOf(id) })),

    /** Gives an endpoint profile a new secret; the old one goes on signing beside it for 24 hours. */
    rotateSecret: (id: string, options: CreateOptions & ChangeOptions = {}): Promise<api.Endpoint> =>
      send.once(options, (common) => api.rotateEndpointSecret({ ...common, path: pathOf(id) })),

    /** Sends one test request to an endpoint profile, now; it is no delivery. */
    test: (id: string, options: RequestOptions = {}): Promise<api.EndpointTest> =>
      send.plain(options, (common) => api.testEndpoint({ ...common, path: pathOf(id) })),
  };
}
