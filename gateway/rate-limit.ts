import { BoundedMap } from "../services/runtime/bounded-map.ts";

/** Describes how often one key may ask, by this process. */
export interface RateLimit {
  /** What comes back every second; above 0. */
  readonly perSecond: number;
  /** What may come at once after a pause; 1 or more. */
  readonly burst: number;
}

/** Describes what a request was granted, and how things stand after it. */
export interface Grant {
  readonly granted: boolean;
  /** Whole requests that may come at once now. */
  readonly remaining: number;
  /** Seconds until all of `burst` is back, rounded up. */
  readonly resetSeconds: number;
  /** Seconds until one request is back, rounded up; 1 or more. */
  readonly retryAfterSeconds: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** More keys than that ask a gateway seldom; the one that asked longest ago is forgotten, and starts full again. */
const mostBuckets = 100_000;

/**
 * A token bucket for each key, in memory: a process that starts knows nothing of what came before, and
 * several gateways behind a balancer let through as many times as much.
 *
 * @returns takes one request of a key; `now` in Unix milliseconds
 */
export function createRateLimiter({ perSecond, burst }: RateLimit): (key: string, now: number) => Grant {
  const buckets = new BoundedMap<string, Bucket>(mostBuckets);
  return (key, now) => {
    const bucket = buckets.get(key) ?? { tokens: burst, filledAt: now };
    // A clock that was set back gives nothing and takes nothing.
    const elapsedSeconds = Math.max(now - bucket.filledAt, 0) / 1_000;
    bucket.tokens = Math.min(burst, bucket.tokens + elapsedSeconds * perSecond);
    bucket.filledAt = now;
    const granted = bucket.tokens >= 1;
    if (granted) bucket.tokens -= 1;
    // Set again, so that the one that is forgotten is the one that asked longest ago.
    buckets.set(key, bucket);
    return {
      granted,
      remaining: Math.floor(bucket.tokens),
      resetSeconds: Math.ceil((burst - bucket.tokens) / perSecond),
      retryAfterSeconds: Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)),
    };
  };
}
