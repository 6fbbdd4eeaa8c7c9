import type { Logger } from "../../services/runtime/logging/logger.ts";
import type { Middleware } from "../exchange.ts";
import { problemOf } from "../problem/problem.ts";

/** Converts errors thrown by later middleware to the documented answer, and logs defects. */
export function errors(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const { status, headers, body, defect } = problemOf(error, ctx.state.requestId);
      if (defect)
        log.error(
          { err: error, request_id: ctx.state.requestId, operation: ctx.state.operation },
          "request failed",
        );
      // A header that is already set is more exact.
      for (const [name, value] of Object.entries(headers)) if (!ctx.response.get(name)) ctx.set(name, value);
      ctx.status = status;
      ctx.type = "application/json";
      ctx.body = JSON.stringify(body);
    }
  };
}
