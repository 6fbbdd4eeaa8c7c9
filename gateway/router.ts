import Router, { type RouterContext } from "@koa/router";
import type Koa from "koa";
import { operations } from "../generated/openapi/operations.gen.ts";
import type { Exchange, OperationId } from "./exchange.ts";

/**
 * Notes in the exchange which operation of the contract a request asks for, and the `{id}` of its path. The router has
 * one registration for each operation and tries them all, so what has no parameter is looked up before: creates, lists
 * and figures are nearly all of the traffic.
 */
export function routes(): Koa.Middleware<Exchange, Pick<RouterContext<Exchange>, "params" | "router">> {
  // Without `exclusive` a path without parameters and one with would both run.
  const router = new Router<Exchange>({ exclusive: "specificity", sensitive: true, strict: true });
  const withoutParameters = new Map<string, OperationId>();
  for (const id of Object.keys(operations).filter(isOperationId)) {
    const { path, method } = operations[id];
    if (!path.includes("{")) withoutParameters.set(`${method} ${path}`, id);
    router.register(path.replaceAll(/\{(\w+)\}/g, ":$1"), [method], (ctx, next) => {
      ctx.state.operation = id;
      ctx.state.pathId = ctx.params.id;
      return next();
    });
  }
  const route = router.routes();
  return (ctx, next) => {
    const id = withoutParameters.get(`${ctx.method} ${ctx.path}`);
    if (id === undefined) return route(ctx, next);
    ctx.state.operation = id;
    return next();
  };
}

function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}
