import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { operations } from "../../generated/openapi/operations.gen.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { ApiKeys } from "../clients/api-keys.ts";
import { headerOf, type Middleware } from "../exchange.ts";

/** Identifies the caller by its API key, if the operation needs one. */
export function authenticate(keys: ApiKeys): Middleware {
  return async (ctx, next) => {
    const { state } = ctx;
    const scope = state.operation === null ? null : operations[state.operation].scope;
    if (scope !== null) {
      const identity = await keys.identify(bearerToken(headerOf(ctx.req, "authorization")), state.requestId);
      state.caller = identity.caller;
      state.keyId = identity.keyId;
      state.scopes = identity.scopes;
      state.maxBulkItems = identity.maxBulkItems;
    }
    await next();
  };
}

/** The token of an `Authorization: Bearer` header (RFC 6750, 2.1). @throws ServiceError missing_api_key */
export function bearerToken(header: string | undefined): string {
  const [, token] = /^Bearer +([^\s]+) *$/i.exec(header ?? "") ?? [];
  if (token !== undefined) return token;
  const message = "Send the API key as `Authorization: Bearer sk_test_…` or `sk_live_…`.";
  throw new ServiceError<ErrorCode>("missing_api_key", message);
}
