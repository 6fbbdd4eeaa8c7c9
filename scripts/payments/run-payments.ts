import { newUlid, parsePrefixedId } from "../../services/runtime/ulid.ts";
import {
  connectStore,
  findCredits,
  findScheduleOwner,
  type ScheduleRecord,
  type Store,
  storeTime,
  topUpSchedule,
} from "../../services/store/for-scheduler.ts";
import { formatDatabaseUrl } from "../../services/store/session/database-url.ts";
import type { FoundStore } from "../projects/find-store.ts";
import { storeFailure } from "../projects/store-failure.ts";
import { CommandFailure } from "../start/failure.ts";

export const usage = "Usage: npm run payments -- grant SCHEDULE RUNS NOTE";

const patienceMs = 1_000;
/** Far above any pack; keeps a slip of the finger from giving away millions. */
const mostRuns = 10_000_000;
const longestNote = 200;

type Work = (store: Store) => Promise<void>;

/**
 * Gives a prepaid schedule runs that nobody pays for.
 *
 * @param find called once the words are understood
 * @throws CommandFailure in one line
 */
export async function runPayments(
  words: readonly string[],
  find: () => Pick<FoundStore, "url">,
  say: (line: string) => void,
): Promise<void> {
  const work = workOf(words, say);
  if (work === null) throw new CommandFailure(usage);
  const { url } = find();
  const store = connectStore({ url: formatDatabaseUrl(url), connections: 1, patienceMs });
  try {
    await work(store);
  } catch (error) {
    throw storeFailure(error, url);
  } finally {
    await store.close();
  }
}

/** Returns the work that the words ask for; null: there is no such command. */
function workOf(words: readonly string[], say: (line: string) => void): Work | null {
  const [verb, schedule = "", runs = "", note = ""] = words;
  if (verb !== "grant" || words.length !== 4) return null;
  const id = parsePrefixedId("sch", schedule);
  if (id === null) throw new CommandFailure(`SCHEDULE must be an id such as sch_…; not "${schedule}".`);
  const count = runsOf(runs);
  if (note.trim() === "" || note.length > longestNote) {
    throw new CommandFailure(
      `NOTE says why, in 1 to ${longestNote} characters: it is kept with the credits.`,
    );
  }
  return (store) => grant(store, id, schedule, count, note, say);
}

/** @throws CommandFailure when it is no whole number, or out of bounds */
function runsOf(text: string): number {
  const runs = /^[0-9]{1,8}$/.test(text) ? Number(text) : 0;
  if (runs >= 1 && runs <= mostRuns) return runs;
  throw new CommandFailure(`RUNS must be a whole number from 1 to ${mostRuns}; not "${text}".`);
}

async function grant(
  store: Store,
  scheduleId: Buffer,
  name: string,
  runs: number,
  note: string,
  say: (line: string) => void,
): Promise<void> {
  const owner = await findScheduleOwner(store, scheduleId);
  if (owner === null) throw new CommandFailure(`There is no schedule ${name} in this store.`);
  // A plan that begins anew begins by the store's clock, whatever this machine's shows.
  const now = await storeTime(store);
  const entry = {
    id: newUlid(now),
    scheduleId,
    paymentId: null,
    runs,
    kind: "grant",
    note,
    createdAt: now,
  } as const;
  const granted = await store.transact((transaction) =>
    topUpSchedule(transaction, owner, entry, (schedule) => mustBeOpen(schedule, name)),
  );
  if (!granted) throw new CommandFailure(`Schedule ${name} is not prepaid: it needs no credits.`);
  const credits = (await findCredits(store, [scheduleId])).get(scheduleId.toString("hex"));
  say(`Schedule ${name} got ${runs} runs; ${credits?.remaining} of ${credits?.total} are left.`);
}

function mustBeOpen({ state }: ScheduleRecord, name: string): void {
  if (state !== "completed" && state !== "canceled") return;
  throw new CommandFailure(`Schedule ${name} is ${state}: it can use no more credits.`);
}
