import * as api from "../generated.ts";
import { Listing } from "../listing.ts";
import type { CreateOptions, RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";
import { pathOf } from "./path-of.ts";

/** `landfall.apiKeys` */
export type ApiKeys = ReturnType<typeof apiKeysFace>;

/** Who may use the API, and for what. */
export function apiKeysFace(send: Send) {
  return {
    /** Creates an API key of the same project and mode; its text is in this answer alone. */
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

    /** Replaces an API key: the old one is revoked in the same instant. */
    rotate: (id: string, options: CreateOptions = {}): Promise<api.IssuedApiKey> =>
      send.once(options, (common) => api.rotateApiKey({ ...common, path: pathOf(id) })),

    /** Revokes an API key, for ever. Twice is fine. */
    revoke: (id: string, options: RequestOptions = {}): Promise<api.ApiKey> =>
      send.plain(options, (common) => api.revokeApiKey({ ...common, path: pathOf(id) })),
  };
}

/** `landfall.signingSecrets` */
export type SigningSecretsFace = ReturnType<typeof signingSecretsFace>;

/** Describes what receivers verify deliveries with. */
export function signingSecretsFace(send: Send) {
  return {
    /** Reads the project's secrets: `secretsOf` of them is what a receiver takes. */
    get: (options: RequestOptions = {}): Promise<api.SigningSecrets> =>
      send.plain(options, (common) => api.getSigningSecrets(common)),

    /** Promotes the next secret; the old one goes on signing beside it for 24 hours. */
    rotate: (options: CreateOptions = {}): Promise<api.SigningSecrets> =>
      send.once(options, (common) => api.rotateSigningSecrets(common)),

    /** Leaves the project's deliveries unsigned. */
    delete: (options: RequestOptions = {}): Promise<api.SigningSecrets> =>
      send.plain(options, (common) => api.deleteSigningSecrets(common)),
  };
}

/** The texts of a project's secrets that may sign a delivery now or soon, for `verify` and the receivers. */
export function secretsOf({ current, next, previous }: api.SigningSecrets): string[] {
  return [current, next, previous].flatMap((each) => (each === null ? [] : [each.secret]));
}
