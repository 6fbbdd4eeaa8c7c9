import { FairTurns, TooManyWaiting, type TurnLimits } from "../fair-turns.ts";
import { BoundedMap } from "../memory/bounded-map.ts";
import type { Clock } from "../time/clock.ts";
import { type AskNames, createAskNames } from "./ask-names.ts";

/** Options of one lookup. */
export interface Asking {
  /**
   * Whose name it is, such as a project's id: hanging lookups use up only that share. Absent for a share of
   * its own.
   */
  readonly by?: string;
  /**
   * Returns only known results; an unknown name is looked up in the background and rejects with
   * `isBeingAsked`.
   */
  readonly onlyKnown?: boolean;
}

/**
 * Resolves a host name to addresses, in the order to try them; rejects with a `ResolveError` if there are
 * none. Never called with an address.
 */
export type Resolve = (hostName: string, asking?: Asking) => Promise<readonly string[]>;

/** Cause that a name gave no address. */
export type ResolveFailure =
  /** DNS says that it has none. */
  | "none"
  /** No server answered, or one failed; a later lookup may succeed. */
  | "passing"
  /** The lookup still runs, and the caller does not wait for it. */
  | "asked";

/** The name has no address, or its servers did not answer in time; `message` says which. */
export class ResolveError extends Error {
  override readonly name = "ResolveError";
  readonly failure: ResolveFailure;

  constructor(message: string, failure: ResolveFailure = "none") {
    super(message);
    this.failure = failure;
  }
}

export interface ResolverLimits {
  /** Time limit for one name; a query to a silent server gives up after 4.5 s. */
  readonly deadlineMs: number;
  /**
   * Time for which an answer is reused, a negative one too. Short, whatever its TTL, so that dials check
   * recent addresses.
   */
  readonly keepMs: number;
  /** Time for which a failed lookup is reused: shorter than the first wait before a retry. */
  readonly keepPassingMs: number;
  /** Maximum number of names; the oldest is dropped first. */
  readonly maxNames: number;
  /** Limits on concurrent queries, in total and per asker. */
  readonly questions: TurnLimits;
}

export const defaultResolverLimits: ResolverLimits = {
  deadlineMs: 5_000,
  keepMs: 5_000,
  keepPassingMs: 1_000,
  maxNames: 10_000,
  questions: { total: 4_096, perAsker: 64, mostWaiting: 1_000 },
};

interface Entry {
  readonly answer: Promise<readonly string[]>;
  /** Infinity while the query is running and its deadline has not passed. */
  freshUntil: number;
}

/**
 * Creates a `Resolve` that shares one query between concurrent lookups of the same name, gives up after
 * `deadlineMs`, and reuses an answer for `keepMs`. Each asker has a limited number of concurrent queries;
 * its other names wait behind them. A later lookup joins a query that is still running after its deadline.
 */
export function createResolver(
  clock: Clock,
  limits: ResolverLimits = defaultResolverLimits,
  ask: AskNames = createAskNames(),
): Resolve {
  const entries = new BoundedMap<string, Entry>(limits.maxNames);
  const asking = new Map<string, Promise<readonly string[]>>();
  const turns = new FairTurns(limits.questions);

  return (hostName, { by = hostName, onlyKnown = false } = {}) => {
    const known = entries.get(hostName);
    const entry = known !== undefined && clock.now() < known.freshUntil ? known : begin(hostName, by);
    if (onlyKnown && entry.freshUntil === Number.POSITIVE_INFINITY) return Promise.reject(notYet());
    return entry.answer;
  };

  function begin(hostName: string, by: string): Entry {
    const answer = withDeadline(clock, limits.deadlineMs, (isWanted) => askOnce(hostName, by, isWanted));
    const entry: Entry = { answer, freshUntil: Number.POSITIVE_INFINITY };
    entries.set(hostName, entry);
    answer.then(
      () => keep(entry, limits.keepMs),
      (error: unknown) => keep(entry, isPassing(error) ? limits.keepPassingMs : limits.keepMs),
    );
    return entry;
  }

  function keep(entry: Entry, forMs: number): void {
    entry.freshUntil = clock.now() + forMs;
  }

  /** Joins a running query, even one that all callers have given up on, or starts one. */
  function askOnce(hostName: string, by: string, isWanted: () => boolean): Promise<readonly string[]> {
    const out = asking.get(hostName);
    if (out !== undefined) return out;
    const inTurn = async () => {
      // Its turn came after all callers had given up; asking now would only delay the names behind it.
      if (!isWanted()) throw new ResolveError("too many names are being looked up", "passing");
      return ask(hostName, by);
    };
    const question = turns.run(by, inTurn).finally(() => asking.delete(hostName));
    asking.set(hostName, question);
    return question;
  }
}

function withDeadline(
  clock: Clock,
  deadlineMs: number,
  ask: (isWanted: () => boolean) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let isOpen = true;
    const callOff = clock.after(deadlineMs, () => {
      isOpen = false;
      reject(new ResolveError(`the name server did not answer within ${deadlineMs} ms`, "passing"));
    });
    ask(() => isOpen).then(
      (addresses) => {
        callOff();
        if (addresses.length > 0) resolve(addresses);
        else reject(new ResolveError("the name has no address"));
      },
      (error: unknown) => {
        callOff();
        reject(toResolveError(error));
      },
    );
  });
}

function toResolveError(error: unknown): ResolveError {
  if (error instanceof ResolveError) return error;
  if (error instanceof TooManyWaiting)
    return new ResolveError("too many names are being looked up", "passing");
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOTFOUND" || code === "ENODATA" || code === "EBADNAME")
    return new ResolveError("the name does not exist or has no address");
  const reason = typeof code === "string" ? code : "unknown reason";
  return new ResolveError(`the name could not be resolved (${reason})`, "passing");
}

function isPassing(error: unknown): boolean {
  return error instanceof ResolveError && error.failure === "passing";
}

function notYet(): ResolveError {
  return new ResolveError("the name is being looked up", "asked");
}
