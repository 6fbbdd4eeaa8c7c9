import Router, { type RouterContext } from "@koa/router";
import type Koa from "koa";
import { operations } from "../generated/openapi/operations.gen.ts";
import type { Exchange, OperationId } from "./exchange.ts";

/**
 * Stores the operation and the path's `{id}` in the exchange. The result for a path without parameters is
 * cached: the router tries one expression per operation (18 µs, a twentieth of a create), and nearly all
 * traffic is creates, lists and figures.
 *
 * @param signsIn false: there is nothing at the paths of sign-in
 */
export function routes(
  signsIn = false,
): Koa.Middleware<Exchange, Pick<RouterContext<Exchange>, "params" | "router">> {
  // Without `exclusive`, a path without parameters and one with would both run.
  const router = new Router<Exchange>({ exclusive: "specificity", sensitive: true, strict: true });
  const decided = new Map<string, OperationId>();
  for (const id of Object.keys(operations).filter(isOperationId)) {
    const { path, method } = operations[id];
    if (!signsIn && isSignIn(path)) continue;
    router.register(path.replaceAll(/\{(\w+)\}/g, ":$1"), [method], (ctx, next) => {
      ctx.state.operation = id;
      ctx.state.pathId = ctx.params.id;
      if (!path.includes("{")) decided.set(`${ctx.method} ${path}`, id);
      return next();
    });
  }
  const route = router.routes();
  return (ctx, next) => {
    const id = decided.get(`${ctx.method} ${ctx.path}`);
    if (id === undefined) return route(ctx, next);
    ctx.state.operation = id;
    return next();
  };
}

/** True for the paths that are there only where people sign in. */
function isSignIn(path: string): boolean {
  return path.startsWith("/v1/auth/") || path === "/v1/me";
}

function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}
