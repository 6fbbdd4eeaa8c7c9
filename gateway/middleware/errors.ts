import type { Logger } from "../../services/runtime/logger.ts";
import type { Middleware } from "../exchange.ts";
import { problemOf } from "../problem/problem.ts";

/** Answers what is thrown further in with the documented error, and logs it when it is a defect. */
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
      // A header that is set already says it more exactly.
      for (const [name, value] of Object.entries(headers)) if (!ctx.response.get(name)) ctx.set(name, value);
      ctx.status = status;
      ctx.type = "application/json";
      ctx.body = JSON.stringify(body);
    }
  };
}
