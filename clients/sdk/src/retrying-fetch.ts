import { ConnectionError } from "./landfall-error.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Describes what the retries need of the world. */
export interface World {
  readonly fetch: typeof fetch;
  /** Resolves after that time, or at once when the signal fires. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Describes how one call is tried. */
export interface Tries {
  /** Of one try, in milliseconds, from its begin to the last byte of its answer. */
  readonly timeoutMs: number;
  /** Tries after the first. */
  readonly maxRetries: number;
  readonly signal: AbortSignal | undefined;
  /** The call may be sent twice whatever its method: its body has an idempotency key, or it changes nothing. */
  readonly repeatable: boolean;
}

/** Statuses that say "again, later" (RFC 6585, 4; RFC 9110, 15.6.3 to 15.6.5). */
const passing = new Set([429, 502, 503, 504]);
const firstWaitMs = 500;
const longestWaitMs = 8_000;
/** Whoever is asked to wait for longer is told so instead: the error has `retryAfterMs`. */
const longestAskedMs = 60_000;

/**
 * A fetch that tries again what may be sent twice: GET, HEAD, DELETE without a condition, and what has an idempotency
 * key. Resolves to the answer with its whole body read, so that half an answer is a failed try.
 *
 * @throws ConnectionError (of the promise) when the last try has no answer
 */
export function retryingFetch(world: World, tries: Tries): (request: Request) => Promise<Response> {
  return async (request) => {
    const retries = tries.repeatable || isRepeatable(request) ? tries.maxRetries : 0;
    for (let tried = 0; ; tried++) {
      const outcome = await tryOnce(world, tries, request.clone());
      if (tried >= retries || !mayPass(outcome)) {
        if (outcome instanceof ConnectionError) throw outcome;
        return outcome;
      }
      const asked = outcome instanceof Response ? retryAfterMs(outcome.headers, world.now()) : null;
      if (asked !== null && asked > longestAskedMs && outcome instanceof Response) return outcome;
      await world.wait(Math.max(asked ?? 0, backoffMs(tried, world.random())), tries.signal);
    }
  };
}

/** Half of it at random, so that clients that failed together do not come back together. */
function backoffMs(tried: number, random: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** tried) * (0.5 + random / 2);
}

function mayPass(outcome: Response | ConnectionError): boolean {
  if (outcome instanceof ConnectionError) return outcome.code !== "aborted";
  return passing.has(outcome.status);
}

/** A condition may be met by the first try and not by its repetition: that would hide that it was done. */
function isRepeatable({ method, headers }: Request): boolean {
  if (headers.has("idempotency-key")) return true;
  return method === "GET" || method === "HEAD" || (method === "DELETE" && !headers.has("if-match"));
}

async function tryOnce(world: World, tries: Tries, request: Request): Promise<Response | ConnectionError> {
  const timeout = AbortSignal.timeout(tries.timeoutMs);
  const signal = tries.signal === undefined ? timeout : AbortSignal.any([tries.signal, timeout]);
  try {
    tries.signal?.throwIfAborted();
    // Called by itself: browsers refuse a fetch whose `this` is another object.
    const { fetch } = world;
    return await whole(await fetch(request, { signal }));
  } catch (cause) {
    if (tries.signal?.aborted === true) {
      return new ConnectionError({ code: "aborted", message: "The call was aborted.", cause });
    }
    if (timeout.aborted) {
      const message = `There was no answer within ${tries.timeoutMs} ms.`;
      return new ConnectionError({ code: "timeout", message, cause });
    }
    return new ConnectionError({ code: "connection_failed", message: reasonOf(cause), cause });
  }
}

/** An answer with its body in memory. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  // What a browser shows of a redirect that is not followed.
  if (status < 200) throw new TypeError("The request was redirected.");
  const bytes = await response.arrayBuffer();
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? bytes : null, { status, statusText, headers });
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  // Node's fetch says only "fetch failed"; why is in its cause.
  const { cause } = thrown;
  if (!(cause instanceof Error)) return thrown.message;
  return `${thrown.message}: ${cause.message || ("code" in cause ? String(cause.code) : cause.name)}`;
}
