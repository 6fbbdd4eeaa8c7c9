import type { CreateScheduleItem } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { isDuplicate } from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { type Created, type Entry, followed, freedEntries, toEntries } from "./batch-entry.ts";
import { decideEntries } from "./decide-entries.ts";
import { writeEntries } from "./write-entries.ts";

/** Number of rounds before it gives up because other requests keep taking its idempotency keys first. */
const mostRounds = 5;

/**
 * Creates a batch of schedules in one commit. Items are independent: one that is refused does not affect the
 * others. When this returns, the created schedules are durable.
 */
export async function createBatch(
  scheduler: Scheduler,
  items: readonly CreateScheduleItem[],
): Promise<Created[]> {
  const entries = toEntries(items);
  for (let round = 1; ; round++) {
    const open = entries.filter(({ result, leader }) => !result && !leader);
    await decideEntries(scheduler, open);
    try {
      await write(scheduler, open);
      break;
    } catch (error) {
      if (!isDuplicate(error) || round === mostRounds) throw error;
    }
  }
  const freed = freedEntries(entries);
  if (freed.length > 0) {
    const results = await createBatch(
      scheduler,
      freed.map(({ item }) => item),
    );
    for (const [index, entry] of freed.entries()) entry.result = results[index] ?? null;
  }
  return entries.map((entry) => entry.result ?? followed(entry));
}

async function write({ store, clock, plans }: Scheduler, entries: readonly Entry[]): Promise<void> {
  if (!entries.some(({ made, result }) => made && !result)) return;
  const quota = plans && { plans, now: clock.now() };
  const results = await store.transact((transaction) => writeEntries(transaction, entries, quota));
  for (const [entry, result] of results) entry.result = result;
}
