import { randomUUID } from "node:crypto";
import { headerOf, type Middleware, newExchange } from "../exchange.ts";

/** What a caller may name its request: no blanks, no control characters, short enough to log. */
const saneId = /^[A-Za-z0-9._:@+/=-]{1,128}$/;

/** Gives the request its id, the caller's own if it is sane, and says it in the answer. */
export const begin: Middleware = async (ctx, next) => {
  const given = headerOf(ctx.req, "x-request-id");
  const requestId =
    given !== undefined && saneId.test(given) ? given : `req_${randomUUID().replaceAll("-", "")}`;
  ctx.state = newExchange(requestId);
  ctx.set("X-Request-Id", requestId);
  await next();
};
