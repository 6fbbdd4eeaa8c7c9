import type { RequestListener } from "node:http";
import type { HttpDoor } from "../../clients/mcp/src/http.ts";
import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Logger } from "../../services/runtime/logging/logger.ts";
import type { Clock } from "../../services/runtime/time/clock.ts";
import type { BodyRoom } from "../body-room.ts";
import type { ApiKeys } from "../clients/api-keys.ts";
import { type GatewayContext, headerOf, type Middleware } from "../exchange.ts";
import { inProcessFetch } from "../mcp/in-process-fetch.ts";
import { requireMessage } from "../mcp/require-message.ts";
import { requireOwnPage } from "../mcp/require-own-page.ts";
import type { McpSettings } from "../mcp/settings.ts";
import { productVersion } from "../product-version.ts";
import { readBytes } from "../read/read-bytes.ts";
import { bearerToken } from "./authenticate.ts";
import { limitRate } from "./limit-rate.ts";

/** Holds the largest body of a delivery, escaped as text where need be. */
const longestBody = 524_288;

/** Collaborators of `/mcp`. */
export interface McpParts {
  /** The whole application: tools call the API through it, with the caller's own key. */
  readonly listener: () => RequestListener;
  readonly keys: ApiKeys;
  readonly room: BodyRoom;
  readonly log: Logger;
  readonly clock: Clock;
}

/**
 * Serves MCP at `/mcp` (streamable HTTP), which is no operation of the contract: MCP has one of its own. Its packages are
 * loaded when somebody first asks with a valid key.
 */
export function mcp(parts: McpParts, { rateLimit, hosts }: McpSettings): Middleware {
  const limit = limitRate(rateLimit, parts.clock);
  let opened: Promise<HttpDoor> | null = null;
  const door = () => {
    opened ??= open(parts).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  const serve = async (ctx: GatewayContext) => {
    requireOwnPage(ctx.req, hosts);
    requirePost(ctx);
    const apiKey = bearerToken(headerOf(ctx.req, "authorization"));
    const { caller, keyId, scopes } = await parts.keys.identify(apiKey, ctx.state.requestId);
    Object.assign(ctx.state, { caller, keyId, scopes });
    await limit(ctx, async () => {
      const claim = parts.room.claim(caller.projectId);
      try {
        const body = await readBytes(ctx.req, longestBody, claim.grow);
        requireMessage(body);
        const answer = await door();
        ctx.respond = false;
        const { method, url, headers } = ctx;
        const { requestId } = ctx.state;
        await answer({ method, url, headers, body }, ctx.res, { apiKey, keyId, scopes, requestId });
      } finally {
        claim.release();
      }
    });
  };
  return (ctx, next) => (ctx.path === "/mcp" ? serve(ctx) : next());
}

/** Nothing is kept between requests, so there is no stream to GET and no session to DELETE. */
function requirePost(ctx: GatewayContext): void {
  if (ctx.method === "POST") return;
  ctx.set("Allow", "POST");
  throw new ServiceError<ErrorCode>("method_not_allowed", "This path has the method POST.");
}

async function open({ listener, log, clock }: McpParts): Promise<HttpDoor> {
  const { openHttpDoor } = await import("../../clients/mcp/src/http.ts");
  return openHttpDoor({
    baseUrl: "http://landfall.internal",
    fetch: inProcessFetch(listener()),
    version: productVersion,
    now: () => clock.now(),
    onError: (error) => log.debug({ err: error }, "mcp"),
    report: (thrown) => log.error({ err: thrown }, "tool failed"),
  });
}
