import { operations } from "../../generated/openapi/operations.gen.ts";
import type { Services } from "../clients/services.ts";
import { type GatewayContext, headerOf, type Middleware, type OperationId } from "../exchange.ts";
import type { Handlers, Reply } from "../handler.ts";
import { requireDocumented, type UncheckedCall } from "../read/documented.ts";

/** Validates the request, calls its operation and sends the reply. */
export function answer(handlers: Handlers, services: Services): Middleware {
  return async (ctx) => {
    const { operation } = ctx.state;
    if (operation === null) throw new Error("the route is not known");
    const reply = await perform(operation, callOf(ctx), handlers, services);
    const success: Readonly<Record<string, string>> = operations[operation].success;
    const { status, body, headers = {} } = reply;
    const { response } = ctx;
    response.status = Number(status);
    const given: Readonly<Record<string, string | readonly string[]>> = headers;
    for (const [name, value] of Object.entries(given))
      response.set(name, typeof value === "string" ? value : [...value]);
    if (body === undefined) {
      response.body = null;
      // Koa makes 204 of a body of null.
      response.status = Number(status);
      return;
    }
    response.type = success[status] || "application/json";
    response.body = typeof body === "string" ? body : JSON.stringify(body);
  };
}

async function perform<Id extends OperationId>(
  id: Id,
  call: UncheckedCall,
  handlers: Handlers,
  services: Services,
): Promise<Reply<Id>> {
  requireDocumented(id, call);
  return handlers[id](call, services);
}

function callOf(ctx: GatewayContext): UncheckedCall {
  const { pathId, query, body, caller, keyId, scopes, maxBulkItems, browser, requestId, traceparent } =
    ctx.state;
  return {
    path: pathId === undefined ? undefined : { id: pathId },
    query,
    body,
    headers: { ifMatch: headerOf(ctx.req, "if-match"), idempotencyKey: headerOf(ctx.req, "idempotency-key") },
    caller,
    keyId,
    scopes,
    maxBulkItems,
    browser,
    isHead: ctx.method === "HEAD",
    requestId,
    traceparent,
  };
}
