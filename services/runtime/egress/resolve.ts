import { lookup } from "node:dns/promises";
import type { Clock } from "../clock.ts";

/**
 * The addresses of a host name, in the order in which they are to be tried; rejects with a
 * `ResolveError` when there are none. Never called with an address.
 */
export type Resolve = (hostName: string) => Promise<readonly string[]>;

/** A name that has no address, or whose servers did not answer in time; `message` says which. */
export class ResolveError extends Error {
  override readonly name = "ResolveError";
}

export interface ResolverLimits {
  /** How long one name may take; the system's own patience is longer (10–20 s). */
  readonly deadlineMs: number;
  /** How long an answer, also a negative one, is used again. Short: there is no TTL in getaddrinfo. */
  readonly keepMs: number;
  /** Names kept at once; the oldest goes first. */
  readonly maxNames: number;
  /** Questions that may be out at once; past it a name fails at once instead of queueing. */
  readonly maxQuestions: number;
}

export const defaultResolverLimits: ResolverLimits = {
  deadlineMs: 5_000,
  keepMs: 5_000,
  maxNames: 10_000,
  maxQuestions: 1_000,
};

/** Asks the system: hosts file, search domains and DNS, as any other program on the machine. */
export type AskSystem = (hostName: string) => Promise<readonly string[]>;

const askSystem: AskSystem = async (hostName) => {
  // `verbatim`: the system's order (RFC 6724) knows whether this machine has IPv6 at all.
  const answers = await lookup(hostName, { all: true, order: "verbatim" });
  return answers.map((answer) => answer.address);
};

interface Entry {
  readonly answer: Promise<readonly string[]>;
  /** Infinity while the question is out. */
  freshUntil: number;
}

/**
 * A `Resolve` that asks the system once for all who want the same name at the same time, gives up
 * after `deadlineMs`, and uses an answer again for `keepMs`.
 *
 * getaddrinfo runs on libuv's thread pool, which gives it half its threads: two of the default
 * four. Two names whose servers hang would hold up everybody's first dial, so a process that dials
 * should be started with `UV_THREADPOOL_SIZE=64`. What is asked again within the deadline joins the
 * question that is out, hence a slow name never holds more than one thread.
 */
export function createResolver(
  clock: Clock,
  limits: ResolverLimits = defaultResolverLimits,
  ask: AskSystem = askSystem,
): Resolve {
  const entries = new Map<string, Entry>();
  const asking = new Map<string, Promise<readonly string[]>>();

  return (hostName) => {
    const known = entries.get(hostName);
    if (known !== undefined && clock.now() < known.freshUntil) return known.answer;
    const entry: Entry = {
      answer: withDeadline(clock, limits.deadlineMs, askOnce(hostName)),
      freshUntil: Number.POSITIVE_INFINITY,
    };
    entries.delete(hostName);
    entries.set(hostName, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= limits.maxNames) break;
      entries.delete(oldest);
    }
    const settle = () => {
      entry.freshUntil = clock.now() + limits.keepMs;
    };
    entry.answer.then(settle, settle);
    return entry.answer;
  };

  /** Joins a question to the system that is still out, also one that everybody gave up on. */
  function askOnce(hostName: string): Promise<readonly string[]> {
    const out = asking.get(hostName);
    if (out !== undefined) return out;
    if (asking.size >= limits.maxQuestions) {
      return Promise.reject(new ResolveError("too many names are being resolved"));
    }
    const question = ask(hostName).finally(() => asking.delete(hostName));
    asking.set(hostName, question);
    return question;
  }
}

function withDeadline(
  clock: Clock,
  deadlineMs: number,
  question: Promise<readonly string[]>,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(deadlineMs, () => {
      reject(new ResolveError(`the name server did not answer within ${deadlineMs} ms`));
    });
    question.then(
      (addresses) => {
        callOff();
        if (addresses.length > 0) resolve(addresses);
        else reject(new ResolveError("the name has no address"));
      },
      (error: unknown) => {
        callOff();
        reject(new ResolveError(reasonOf(error)));
      },
    );
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof ResolveError) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOTFOUND" || code === "ENODATA") return "the name does not exist or has no address";
  return `the name could not be resolved (${typeof code === "string" ? code : "unknown reason"})`;
}
