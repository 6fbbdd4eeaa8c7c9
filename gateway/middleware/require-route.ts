import type { RouterContext } from "@koa/router";
import type Koa from "koa";
import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Exchange } from "../exchange.ts";

/** The router's match: every registration of the path, whatever its method. */
type Matched = Pick<RouterContext<Exchange>, "matched">;

/**
 * Refuses requests for which the router found no operation. A path without parameters takes precedence, so
 * `GET /v1/schedules/bulk` does not look for a schedule named `bulk` (OpenAPI 3.1, 4.8.8.2).
 */
export const requireRoute: Koa.Middleware<Exchange, Matched> = async (ctx, next) => {
  const { state, matched = [] } = ctx;
  if (!isDecodable(ctx.path)) throw nothingThere();
  const exact = matched.filter(({ paramNames }) => paramNames.length === 0);
  if (state.operation === null || (state.pathId !== undefined && exact.length > 0)) {
    const methods = new Set((exact.length > 0 ? exact : matched).flatMap((layer) => layer.methods));
    if (methods.size === 0) throw nothingThere();
    const allow = [...methods].sort().join(", ");
    ctx.set("Allow", allow);
    throw new ServiceError<ErrorCode>("method_not_allowed", `This path has the methods ${allow}.`);
  }
  await next();
};

function nothingThere(): ServiceError<ErrorCode> {
  return new ServiceError("route_not_found", "There is nothing at this path.");
}

/**
 * The router takes a segment that is not valid percent-encoded UTF-8 literally; none of our paths contains
 * one.
 */
function isDecodable(path: string): boolean {
  try {
    return !path.includes("%") || decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
