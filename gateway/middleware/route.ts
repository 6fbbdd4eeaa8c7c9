import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Middleware } from "../exchange.ts";
import { findPath } from "../routes.ts";

/** Finds the operation by path and method. A path without parameters wins over one with (OpenAPI 3.1, 4.8.8.2). */
export const route: Middleware = async (ctx, next) => {
  const found = findPath(ctx.path);
  if (found === null)
    throw new ServiceError<ErrorCode>("not_found", "route_not_found", "There is nothing at this path.");
  const operation = found.methods.get(ctx.method === "HEAD" ? "GET" : ctx.method);
  if (operation === undefined) {
    const methods = [...found.methods.keys()].flatMap((method) =>
      method === "GET" ? ["GET", "HEAD"] : [method],
    );
    const allow = methods.sort().join(", ");
    ctx.set("Allow", allow);
    throw new ServiceError<ErrorCode>("invalid", "method_not_allowed", `This path has the methods ${allow}.`);
  }
  ctx.state.operation = operation;
  ctx.state.pathId = found.id;
  await next();
};
