import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { operations } from "../../generated/openapi/operations.gen.ts";
import { Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { ApiKeys } from "../clients/api-keys.ts";
import type { Services } from "../clients/services.ts";
import { type GatewayContext, headerOf, type Middleware } from "../exchange.ts";
import { clientAddress, type IsTrusted } from "../sign-in/client-address.ts";
import { requireOrigin } from "../sign-in/require-origin.ts";
import { cookieNames, cookieOf, type SignInSettings } from "../sign-in/settings.ts";

/** Settings of sign-in, and the proxies before this server. */
export interface PeopleSettings {
  readonly signIn: SignInSettings;
  readonly isTrusted: IsTrusted;
}

const allScopes = ["read", "write", "replay", "admin"];

/**
 * Identifies the caller, if the operation needs one: by its API key, or, where people sign in and no key was sent, by
 * its session.
 *
 * @param people null: nobody signs in, and no cookie is looked at
 */
export function authenticate(
  services: Pick<Services, "apiKeys" | "accounts">,
  people: PeopleSettings | null,
): Middleware {
  return async (ctx, next) => {
    const { state } = ctx;
    const scope = state.operation === null ? null : operations[state.operation].scope;
    const session = people === null ? undefined : sessionOf(ctx, people);
    if (scope !== null && people !== null && session !== undefined) {
      await bySession(ctx, services, people, session);
    } else if (scope !== null) {
      await byKey(ctx, services.apiKeys);
    }
    await next();
  };
}

async function byKey({ state, req }: GatewayContext, keys: ApiKeys): Promise<void> {
  const identity = await keys.identify(bearerToken(headerOf(req, "authorization")), state.requestId);
  state.caller = identity.caller;
  state.keyId = identity.keyId;
  state.scopes = identity.scopes;
  state.maxBulkItems = identity.maxBulkItems;
}

/** Notes the browser; returns the token of its session. A key goes before a session. */
function sessionOf(ctx: GatewayContext, { signIn, isTrusted }: PeopleSettings): string | undefined {
  const { req, state } = ctx;
  const cookies = headerOf(req, "cookie");
  state.browser = {
    settings: signIn,
    ip: clientAddress(req, isTrusted),
    origin: headerOf(req, "origin"),
    cookies,
    session: undefined,
    userId: undefined,
  };
  if (headerOf(req, "authorization")) return undefined;
  return cookieOf(cookies, cookieNames(signIn).session);
}

async function bySession(
  ctx: GatewayContext,
  { accounts }: Pick<Services, "accounts">,
  { signIn }: PeopleSettings,
  token: string,
): Promise<void> {
  const { state, req, method } = ctx;
  if (method !== "GET" && method !== "HEAD") requireOrigin(headerOf(req, "origin"), signIn.publicUrl);
  const mode = modeOf(headerOf(req, "landfall-mode"));
  const { requestId } = state;
  const { caller, userId, maxBulkItems } = await accounts.authenticateSession({ token, mode }, { requestId });
  if (caller === undefined) throw new Error("accounts named no caller");
  state.caller = caller;
  state.scopes = allScopes;
  state.maxBulkItems = maxBulkItems ?? null;
  if (state.browser !== null) state.browser = { ...state.browser, session: token, userId };
}

/** @throws ServiceError `invalid_parameter` */
function modeOf(header: string | undefined): Mode {
  if (header === undefined || header === "live") return Mode.LIVE;
  if (header === "test") return Mode.TEST;
  const message = "Landfall-Mode must be live or test.";
  throw new ServiceError<ErrorCode>("invalid_parameter", message, "Landfall-Mode");
}

/** The token of an `Authorization: Bearer` header (RFC 6750, 2.1). @throws ServiceError missing_api_key */
export function bearerToken(header: string | undefined): string {
  const [, token] = /^Bearer +([^\s]+) *$/i.exec(header ?? "") ?? [];
  if (token !== undefined) return token;
  const message = "Send the API key as `Authorization: Bearer sk_test_…` or `sk_live_…`.";
  throw new ServiceError<ErrorCode>("missing_api_key", message);
}
