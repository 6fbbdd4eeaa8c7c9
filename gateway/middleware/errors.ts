import type { Logger } from "../../services/runtime/logger.ts";
import type { Middleware } from "../exchange.ts";
import { problemOf } from "../problem/problem.ts";

/** What clients are told to wait when they may come again and nobody said when, in seconds. */
const retryAfterSeconds = "1";

/** Answers what is thrown further in with the documented error, and logs it when it is a defect. */
export function errors(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const { status, body, defect } = problemOf(error, ctx.state.requestId);
      if (defect)
        log.error(
          { err: error, request_id: ctx.state.requestId, operation: ctx.state.operation },
          "request failed",
        );
      const comeAgain = status === 429 || status === 503;
      if (comeAgain && !ctx.response.get("Retry-After")) ctx.set("Retry-After", retryAfterSeconds);
      if (status === 401) ctx.set("WWW-Authenticate", "Bearer");
      ctx.status = status;
      ctx.type = "application/json";
      ctx.body = JSON.stringify(body);
    }
  };
}
