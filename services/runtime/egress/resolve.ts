import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import { FairTurns, TooManyWaiting, type TurnLimits } from "../fair-turns.ts";
import { type AskNames, createAskNames } from "./ask-names.ts";

/** Who wants a name, and how patiently. */
export interface Asking {
  /** Whose name it is, such as a project's id: lookups that hang take its share alone. Absent: nobody shares with it. */
  readonly by?: string;
  /** Wants only what is known by now; a name that is not is looked up from now on, and rejects with `isBeingAsked`. */
  readonly onlyKnown?: boolean;
}

/**
 * The addresses of a host name, in the order in which they are to be tried; rejects with a
 * `ResolveError` when there are none. Never called with an address.
 */
export type Resolve = (hostName: string, asking?: Asking) => Promise<readonly string[]>;

/** Says why a name gave no address. */
export type ResolveFailure =
  /** It has none. */
  | "none"
  /** Nobody could say, now. */
  | "passing"
  /** The question is out, and whoever asked did not want to wait. */
  | "asked";

/** A name that has no address, or whose servers did not answer in time; `message` says which. */
export class ResolveError extends Error {
  override readonly name = "ResolveError";
  readonly failure: ResolveFailure;

  constructor(message: string, failure: ResolveFailure = "none") {
    super(message);
    this.failure = failure;
  }
}

export interface ResolverLimits {
  /** How long one name may take; a question to a silent server is given up on after 4.5 s. */
  readonly deadlineMs: number;
  /** How long an answer, also a negative one, is used again. Short, whatever its TTL: each dial is to judge it anew. */
  readonly keepMs: number;
  /** The same of a name that nobody could say anything of: shorter than the first wait before a retry. */
  readonly keepPassingMs: number;
  /** Names kept at once; the oldest goes first. */
  readonly maxNames: number;
  /** Questions that may be out at once, and of one asker. */
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
  /** Infinity while the question is out and its deadline has not passed. */
  freshUntil: number;
}

/**
 * A `Resolve` that asks once for all who want the same name at the same time, gives up after `deadlineMs`, and uses an
 * answer again for `keepMs`. Each asker has so many questions out and no more, the others of its names wait behind them.
 * A question that is still out after the deadline is joined by who asks again.
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

  /** Joins a question that is still out, also one that everybody gave up on. */
  function askOnce(hostName: string, by: string, isWanted: () => boolean): Promise<readonly string[]> {
    const out = asking.get(hostName);
    if (out !== undefined) return out;
    const inTurn = async () => {
      // Its turn came after everybody had given up: asking now would keep the names behind it waiting for nothing.
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
