import { randomUUID } from "node:crypto";
import { formattedTrace } from "../../services/runtime/telemetry/trace-context.ts";
import { headerOf, type Middleware, newExchange } from "../exchange.ts";

/** Accepted form of a caller's request id: no blanks, no control characters, short enough to log. */
const saneId = /^[A-Za-z0-9._:@+/=-]{1,128}$/;

/** Sets the request's id, the caller's own if acceptable, and returns it in the answer. */
export const begin: Middleware = async (ctx, next) => {
  const given = headerOf(ctx.req, "x-request-id");
  const requestId =
    given !== undefined && saneId.test(given) ? given : `req_${randomUUID().replaceAll("-", "")}`;
  ctx.state = newExchange(requestId, formattedTrace(headerOf(ctx.req, "traceparent")) ?? undefined);
  ctx.set("X-Request-Id", requestId);
  await next();
};
