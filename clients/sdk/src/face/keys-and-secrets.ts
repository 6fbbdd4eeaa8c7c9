import * as api from "../generated.ts";
import { Listing } from "../listing.ts";
import type { CreateOptions, RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";
import { pathOf } from "./path-of.ts";

/** `landfall.apiKeys` */
export type ApiKeys = ReturnType<typeof apiKeysFace>;

/** API keys and their scopes. */
export function apiKeysFace(send: Send) {
  return {
    /** Creates an API key of the same project and mode; only this answer contains its text. */
    create: (body: api.CreateApiKeyRequest, options: CreateOptions = {}): Promise<api.IssuedApiKey> =>
      send.once(options, (common) => api.createApiKey({ ...common, body })),

    /** Lists API keys, newest first, revoked ones too. */
    list: (
      query: NonNullable<api.ListApiKeysData["query"]> = {},
      options: RequestOptions = {},
    ): Listing<api.ApiKey> =>
      new Listing((cursor = query.cursor) =>
        send.plain(options, (common) => api.listApiKeys({ ...common, query: { ...query, cursor } })),
      ),

    /** Replaces an API key; the old one is revoked at the same moment. */
    rotate: (id: string, options: CreateOptions = {}): Promise<api.IssuedApiKey> =>
      send.once(options, (common) => api.rotateApiKey({ ...common, path: pathOf(id) })),

    /** Revokes an API key for good. May be repeated. */
    revoke: (id: string, options: RequestOptions = {}): Promise<api.ApiKey> =>
      send.plain(options, (common) => api.revokeApiKey({ ...common, path: pathOf(id) })),
  };
}

/** `landfall.signingSecrets` */
export type SigningSecretsFace = ReturnType<typeof signingSecretsFace>;

/** Signing secrets of the project, with which receivers verify deliveries. */
export function signingSecretsFace(send: Send) {
  return {
    /** Reads the project's secrets; pass them through `secretsOf` for a receiver. */
    get: (options: RequestOptions = {}): Promise<api.SigningSecrets> =>
      send.plain(options, (common) => api.getSigningSecrets(common)),

    /** Makes the next secret the current one; the old one also signs for another 24 hours. */
    rotate: (options: CreateOptions = {}): Promise<api.SigningSecrets> =>
      send.once(options, (common) => api.rotateSigningSecrets(common)),

    /** Deletes the project's secrets; its deliveries are no longer signed. */
    delete: (options: RequestOptions = {}): Promise<api.SigningSecrets> =>
      send.plain(options, (common) => api.deleteSigningSecrets(common)),
  };
}

/** The project's secrets that may sign a delivery now or soon, for `verify` and the receivers. */
export function secretsOf({ current, next, previous }: api.SigningSecrets): string[] {
  return [current, next, previous].flatMap((each) => (each === null ? [] : [each.secret]));
}
