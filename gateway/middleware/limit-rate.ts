import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Clock } from "../../services/runtime/time/clock.ts";
import type { Middleware } from "../exchange.ts";
import { createRateLimiter, type RateLimit } from "../rate-limit.ts";

/**
 * Refuses requests beyond a key's rate limit, and reports the remaining quota in every answer to a known
 * key (draft-ietf-httpapi-ratelimit-headers-10, in structured fields of RFC 9651). With null there is no
 * limit and no header.
 */
export function limitRate(limit: RateLimit | null, clock: Clock): Middleware {
  if (limit === null) return (_ctx, next) => next();
  const take = createRateLimiter(limit);
  const windowSeconds = Math.max(1, Math.ceil(limit.burst / limit.perSecond));
  const policy = `"key";q=${limit.burst};w=${windowSeconds}`;
  return async (ctx, next) => {
    const asker = ctx.state.keyId ?? ctx.state.browser?.userId;
    if (asker !== undefined) {
      const { granted, remaining, resetSeconds, retryAfterSeconds } = take(asker, clock.now());
      ctx.set("RateLimit-Policy", policy);
      ctx.set("RateLimit", `"key";r=${remaining};t=${resetSeconds}`);
      if (!granted) {
        ctx.set("Retry-After", String(retryAfterSeconds));
        const message = `This key may ask ${limit.perSecond} times a second, ${limit.burst} at once.`;
        throw new ServiceError<ErrorCode>("rate_limited", message);
      }
    }
    await next();
  };
}
