import { BoundedMap } from "../services/runtime/memory/bounded-map.ts";

/** Rate limit of one key in this process. */
export interface RateLimit {
  /** Requests regained per second; above 0. */
  readonly perSecond: number;
  /** Requests allowed at once after a pause; 1 or more. */
  readonly burst: number;
}

/** Result of one request, and the quota after it. */
export interface Grant {
  readonly granted: boolean;
  /** Whole requests that may be made at once now. */
  readonly remaining: number;
  /** Seconds until `burst` is fully regained, rounded up. */
  readonly resetSeconds: number;
  /** Seconds until one request is regained, rounded up; 1 or more. */
  readonly retryAfterSeconds: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Keys remembered at once. The least recently used one is forgotten, and starts with a full bucket again. */
const mostBuckets = 100_000;

/**
 * Creates a token bucket per key, in memory: a restarted process starts with full buckets, and several
 * gateways behind a balancer allow as many times the limit.
 *
 * @returns a function that takes one request of a key; `now` in Unix milliseconds
 */
export function createRateLimiter({ perSecond, burst }: RateLimit): (key: string, now: number) => Grant {
  const buckets = new BoundedMap<string, Bucket>(mostBuckets);
  return (key, now) => {
    const bucket = buckets.get(key) ?? { tokens: burst, filledAt: now };
    // A clock that was set back neither adds nor removes tokens.
    const elapsedSeconds = Math.max(now - bucket.filledAt, 0) / 1_000;
    bucket.tokens = Math.min(burst, bucket.tokens + elapsedSeconds * perSecond);
    bucket.filledAt = now;
    const granted = bucket.tokens >= 1;
    if (granted) bucket.tokens -= 1;
    // Set again to move it to the end of the Map, so that the least recently used key is forgotten first.
    buckets.set(key, bucket);
    return {
      granted,
      remaining: Math.floor(bucket.tokens),
      resetSeconds: Math.ceil((burst - bucket.tokens) / perSecond),
      retryAfterSeconds: Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)),
    };
  };
}
