import { ConnectionError } from "./landfall-error.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Dependencies of the retries. */
export interface World {
  readonly fetch: typeof fetch;
  /** Resolves after that time, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Retry settings of one call. */
export interface Tries {
  /** Time limit of one try, in milliseconds, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
  /** Number of tries after the first. */
  readonly maxRetries: number;
  readonly signal: AbortSignal | undefined;
  /** The call is safe to repeat whatever its method: it has an idempotency key, or changes nothing. */
  readonly repeatable: boolean;
}

/** Statuses of temporary failures (RFC 6585, 4; RFC 9110, 15.6.3 to 15.6.5). */
const passing = new Set([429, 502, 503, 504]);
const firstWaitMs = 500;
const longestWaitMs = 8_000;
/** If asked to wait longer than this, the call fails instead, with `retryAfterMs` in the error. */
const longestAskedMs = 60_000;

/**
 * A fetch that retries requests that are safe to repeat: GET, HEAD, DELETE without a condition, and
 * requests with an idempotency key. Resolves to the answer with its whole body read, so that a truncated
 * answer is a failed try.
 *
 * @throws ConnectionError (of the promise) if the last try has no answer
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

/** Half of the wait is random, so that clients that failed together do not retry together. */
function backoffMs(tried: number, random: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** tried) * (0.5 + random / 2);
}

function mayPass(outcome: Response | ConnectionError): boolean {
  if (outcome instanceof ConnectionError) return outcome.code !== "aborted";
  return passing.has(outcome.status);
}

/**
 * Not safe with a condition: if the first try succeeded, the retry would fail the condition and hide that.
 */
function isRepeatable({ method, headers }: Request): boolean {
  if (headers.has("idempotency-key")) return true;
  return method === "GET" || method === "HEAD" || (method === "DELETE" && !headers.has("if-match"));
}

async function tryOnce(world: World, tries: Tries, request: Request): Promise<Response | ConnectionError> {
  const timeout = AbortSignal.timeout(tries.timeoutMs);
  const signal = tries.signal === undefined ? timeout : AbortSignal.any([tries.signal, timeout]);
  try {
    tries.signal?.throwIfAborted();
    // Called without `this`: browsers refuse a fetch whose `this` is another object.
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

/** Reads the whole body of an answer into memory. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  // A browser reports an unfollowed redirect with status 0.
  if (status < 200) throw new TypeError("The request was redirected.");
  const bytes = await response.arrayBuffer();
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? bytes : null, { status, statusText, headers });
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  // Node's fetch only says "fetch failed"; the reason is in its cause.
  const { cause } = thrown;
  if (!(cause instanceof Error)) return thrown.message;
  return `${thrown.message}: ${cause.message || ("code" in cause ? String(cause.code) : cause.name)}`;
}
