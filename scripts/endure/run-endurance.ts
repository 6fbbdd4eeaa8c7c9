import { setTimeout as delay } from "node:timers/promises";
import { prefixedId } from "../../services/runtime/ulid.ts";
import { type Constellation, startConstellation } from "../../test/faults/fixtures/constellation.ts";
import { startDurableDatabase } from "../../test/faults/fixtures/durable-database.ts";
import { seeded } from "../../test/faults/fixtures/seeded.ts";
import { createAll } from "./create-all.ts";
import { judge, type Kill, type Verdict } from "./judge.ts";
import { startKilling } from "./kill-in-turn.ts";
import { type LedgersRead, readLedgers } from "./read-ledgers.ts";
import { everySecond, seldom } from "./schedule-fields.ts";
import type { EnduranceSettings } from "./settings.ts";
import { startReceiver } from "./start-receiver.ts";
import { untilAnswered } from "./until-answered.ts";

/** Result of an endurance run. */
export interface Endured {
  readonly settings: EnduranceSettings;
  readonly kills: readonly Kill[];
  /** Deliveries planned by the emitters, not with the creation of their schedule. */
  readonly emitted: number;
  readonly ledgers: LedgersRead;
  readonly verdict: Verdict;
  /** Time from the last planned instant until everything was settled; null: not in time. */
  readonly settledAfterMs: number | null;
}

const bufferPoolMb = 256;
const settleWithinMs = 180_000;
/** Duplicates that first arrived this long before a kill are accepted: their outcome was not yet stored. */
const inFlightMs = 3_000;

/**
 * Runs schedules that fire every second while schedulers and dispatchers are killed every few seconds and restarted;
 * then compares the ledgers and the receiver's records with the plan.
 *
 * @param say reports progress
 */
export async function runEndurance(
  settings: EnduranceSettings,
  say: (line: string) => void,
): Promise<Endured> {
  const { schedulers, dispatchers, seconds, warmUpSeconds, killEverySeconds, seed } = settings;
  await using receiver = await startReceiver();
  await using database = await startDurableDatabase(bufferPoolMb);
  // Half of the dispatchers have a name and take up their claims after a restart; the leases of the others expire.
  const named = Math.floor(dispatchers / 2);
  await using running = await startConstellation(database, { schedulers, dispatchers, named });
  const processes = [...running.schedulers, ...running.dispatchers];
  await using killing = startKilling(processes, killEverySeconds * 1_000, seeded(seed));

  const startsAt = Date.now() + warmUpSeconds * 1_000;
  const endsAt = startsAt + seconds * 1_000;
  const often = everySecond(settings, receiver.url, startsAt);
  const ids = await createAll(running, [...often, ...seldom(settings, receiver.url, Date.now())]);
  say(`${ids.length} schedules created; firing from ${time(startsAt)} to ${time(endsAt)}`);
  await delay(endsAt - Date.now());
  await killing.stop();
  say(`${killing.kills.length} kills; waiting for what is open`);

  const settledAfterMs = await untilSettled(running, endsAt);
  for (const id of ids.slice(often.length)) await cancel(running, id);
  const ledgers = await readLedgers(running, ids.slice(0, often.length), seconds, endsAt);
  const [emitted] = await running.query(
    `SELECT COUNT(*) AS n FROM deliveries d STRAIGHT_JOIN schedules s ON s.id = d.schedule_id
     WHERE d.created_at > s.created_at`,
  );
  const succeeded = await running.query("SELECT id FROM deliveries WHERE state = 'succeeded'");
  const verdict = judge(
    await receiver.arrivals(),
    killing.kills.filter(({ process }) => process.startsWith("dispatcher")),
    succeeded.map(({ id }) => prefixedId("dlv", id)),
    inFlightMs,
  );
  return { settings, kills: killing.kills, emitted: Number(emitted?.n), ledgers, verdict, settledAfterMs };
}

/** Waits until everything planned up to `endsAt` is settled; null: not within the bound. */
async function untilSettled(running: Constellation, endsAt: number): Promise<number | null> {
  for (;;) {
    const open = await running.query(
      "SELECT 1 FROM deliveries WHERE completed_at IS NULL AND scheduled_for <= ? LIMIT 1",
      [endsAt],
    );
    const waitedMs = Date.now() - endsAt;
    if (open.length === 0) return waitedMs;
    if (waitedMs > settleWithinMs) return null;
    await delay(500);
  }
}

function cancel({ schedulers, caller }: Constellation, id: string) {
  return untilAnswered(schedulers, ({ client }) =>
    client.calls.cancelSchedule({ caller, id, ifVersion: undefined }),
  );
}

function time(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}
