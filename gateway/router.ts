import Router from "@koa/router";
import { operations } from "../generated/openapi/operations.gen.ts";
import type { Exchange, OperationId } from "./exchange.ts";

/**
 * A router with one registration for each operation of the contract; it notes in the exchange which
 * operation a request asks for, and the `{id}` of its path.
 */
export function createRouter(): Router<Exchange> {
  // Without `exclusive` a path without parameters and one with would both run.
  const router = new Router<Exchange>({ exclusive: "specificity", sensitive: true, strict: true });
  for (const id of Object.keys(operations).filter(isOperationId)) {
    const { path, method } = operations[id];
    router.register(path.replaceAll(/\{(\w+)\}/g, ":$1"), [method], (ctx, next) => {
      ctx.state.operation = id;
      ctx.state.pathId = ctx.params.id;
      return next();
    });
  }
  return router;
}

function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}
