import type { Client } from "./generated.ts";
import { isLandfallError } from "./landfall-error.ts";
import { readError, unexpectedAnswer } from "./read-error.ts";
import type { ChangeOptions, CreateOptions, RequestOptions } from "./request-options.ts";
import { retryingFetch, type World } from "./retrying-fetch.ts";

/** Arguments of every function of the generated client. */
export interface Common {
  readonly client: Client;
  readonly throwOnError: true;
  readonly headers: Record<string, string>;
  readonly fetch: typeof fetch;
}

type Run<T> = (common: Common) => Promise<{ readonly data: T }>;

/** Client-wide defaults of calls. */
export interface Defaults {
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Calls functions of the generated client; rejects with a LandfallError, or a TypeError for something that
 * cannot be sent.
 */
export interface Send {
  /** A call without special treatment: retried if its method allows it. */
  plain<T>(options: ChangeOptions, run: Run<T>): Promise<T>;
  /** A call that creates something, retried under one idempotency key. @param given a key in its body */
  once<T>(options: CreateOptions & ChangeOptions, run: Run<T>, given?: string | null): Promise<T>;
  /** A POST that changes nothing. */
  harmless<T>(options: RequestOptions, run: Run<T>): Promise<T>;
  /** A call whose failure status is also a valid answer, recognized by `isState`; not retried. */
  state<T>(options: RequestOptions, isState: (answer: unknown) => answer is T, run: Run<T>): Promise<T>;
  /** A call whose answer is text. */
  text(options: RequestOptions, run: Run<string>): Promise<string>;
  /** A call whose success says nothing more. */
  nothing(options: RequestOptions, run: Run<unknown>): Promise<void>;
}

/** @param newKey generates a random idempotency key */
export function createSend(client: Client, world: World, newKey: () => string, defaults: Defaults): Send {
  const send = async <T>(options: ChangeOptions, how: How, run: Run<T>): Promise<T> => {
    const last: { response: Response | null } = { response: null };
    const { signal, timeoutMs = defaults.timeoutMs, maxRetries = defaults.maxRetries } = options;
    const tries = { signal, timeoutMs, maxRetries, repeatable: how.repeatable ?? false };
    const ask = retryingFetch(world, tries);
    const headers = { ...defaults.headers, ...options.headers, ...how.headers };
    if (options.ifVersion !== undefined) headers["If-Match"] = `"${options.ifVersion}"`;
    const common: Common = {
      client,
      throwOnError: true,
      headers,
      fetch: async (input) => {
        last.response = await ask(input instanceof Request ? input : new Request(input));
        return last.response;
      },
    };
    try {
      const { data } = await run(common);
      return how.nothing === true ? data : checked(data, last.response, how.text ?? false);
    } catch (thrown) {
      throw readError(thrown, last.response);
    } finally {
      if (last.response !== null) options.onResponse?.(last.response);
    }
  };
  return {
    plain: (options, run) => send(options, {}, run),
    harmless: (options, run) => send(options, { repeatable: true }, run),
    text: (options, run) => send(options, { text: true }, run),
    nothing: async (options, run) => void (await send(options, { nothing: true }, run)),
    async state(options, isState, run) {
      try {
        return await send({ maxRetries: 0, ...options }, {}, run);
      } catch (error) {
        if (isLandfallError(error) && isState(error.cause)) return error.cause;
        throw error;
      }
    },
    once(options, run, given) {
      // A body with a key of its own needs no header, which would have to be the same.
      if (typeof given === "string" && options.idempotencyKey === undefined) {
        return send(options, { repeatable: true }, run);
      }
      return send(options, { headers: { "Idempotency-Key": options.idempotencyKey ?? newKey() } }, run);
    },
  };
}

interface How {
  readonly repeatable?: boolean;
  readonly text?: boolean;
  readonly nothing?: boolean;
  readonly headers?: Record<string, string>;
}

/** A 200 answer that is empty or not JSON comes from a proxy or another server. */
function checked<T>(data: T, response: Response | null, text: boolean): T {
  if (text ? typeof data === "string" : isObject(data)) return data;
  throw unexpectedAnswer(response?.status ?? 0, response?.headers.get("x-request-id") ?? null, data);
}

/**
 * The generated client turns an empty answer into an empty object; a stream or blob has no own members
 * either.
 */
function isObject(data: unknown): boolean {
  return typeof data === "object" && data !== null && Object.keys(data).length > 0;
}
