import { type Loop, startLoop } from "../../runtime/loop.ts";
import { lapseOwnLeases, type Settlement } from "../../store/for-dispatcher.ts";
import { claimOnce } from "../claim/claim-due-deliveries.ts";
import { createReclaim } from "../claim/reclaim-lapsed-deliveries.ts";
import { renewOnce } from "../claim/renew-leases.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { giveBack } from "./give-back.ts";
import { Holdings } from "./holdings.ts";
import { Pump } from "./pump.ts";
import { Returns } from "./returns.ts";
import { Secrets } from "./secrets.ts";
import { Settler } from "./settler.ts";

/** The running loops. */
export interface Dispatching {
  /** Looks for due deliveries at once: something was made that is due now. */
  claimNow(): void;
  /** Deliveries held, and attempts under way, for the figures. */
  readonly holdings: Holdings;
  readonly pump: Pump;
  /** Claims nothing more, gives back what has not begun, finishes what is on the wire within `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const shedEveryMs = 250;
/** With nothing held and no lane there is nothing to shed until a claim brings something, which ends the wait. */
const shedRestMs = 60_000;
/** What a drain gives the store to take the last outcomes. */
const writeWithinMs = 3_000;
/** What lies nearer than the next poll is fetched at its time. */
const soonMs = 400;
/** When the store's time is in doubt. */
const doubtAgainMs = 100;

/**
 * Starts claiming and sending. What an earlier process of the same name held when it was killed is given up first.
 */
export async function startDispatching(dispatcher: Dispatcher): Promise<Dispatching> {
  const { store, clock, log, holder, keys, sender, limits } = dispatcher;
  await lapseOwnLeases(store, holder);
  const holdings = new Holdings();
  const settler: Settler = new Settler(
    dispatcher,
    () => pump.inFlight,
    (settled) => {
      for (const { delivery } of settled) holdings.remove(delivery.id.toString("hex"), delivery.fence);
      wakeToClaim(settled);
      // What waited for them to be written may begin.
      pump.accept([]);
    },
  );
  const returns = new Returns(
    dispatcher,
    (gone) => {
      for (const { id, claimed } of gone) holdings.remove(id, claimed.fence);
    },
    () => claim.wake(),
  );
  const pump: Pump = new Pump(dispatcher, new Secrets(store, keys, clock), settler, returns);
  let starved = false;
  /** As much is held of a backlog as may be. */
  let backlogFull = false;
  let shedRests = false;

  const loop = (name: string, runOnce: () => Promise<number>) => startLoop({ name, clock, log, runOnce });
  const claim: Loop = loop("claim-due-deliveries", async () => {
    if (dispatcher.doubt() !== null) return doubtAgainMs;
    const room = {
      rows: limits.queueRows - holdings.size,
      bytes: limits.queueBytes - holdings.bytes,
      backlogRows: Math.min(limits.backlogRows - pump.waitingBacklog, limits.queueRows - holdings.size),
    };
    const pass = await claimOnce(dispatcher, room);
    for (const expired of pass.expired) settler.addUnsent(expired, "expired", null);
    for (const misfired of pass.misfired) settler.addUnsent(misfired, "skipped", "misfire");
    for (const held of pass.held) holdings.add(held);
    pump.accept(pass.held);
    if (shedRests && pass.held.length > 0) shed.wake();
    for (const [key, group] of Map.groupBy(
      pass.later,
      ({ at, reason }) => `${Math.ceil(at / 100)}:${reason}`,
    )) {
      const [first] = group;
      const again = Number.parseInt(key, 10) * 100;
      if (first)
        await giveBack(
          dispatcher,
          group.map(({ delivery }) => delivery),
          again,
          first.reason,
        );
    }
    starved = room.rows <= 0 || room.bytes <= 0;
    backlogFull = room.backlogRows <= 0;
    return pass.waitMs;
  });
  const shed: Loop = loop("shed", async () => {
    await pump.shed();
    shedRests = holdings.size === 0 && !pump.hasLanes;
    return shedRests ? shedRestMs : shedEveryMs;
  });
  const loops = [
    loop("renew-leases", () => renewOnce(dispatcher, holdings)),
    loop("reclaim-lapsed-deliveries", createReclaim(dispatcher).runOnce),
    shed,
  ];

  function wakeToClaim(settled: readonly Settlement[]): void {
    if (starved || (backlogFull && pump.waitingBacklog <= limits.backlogRows / 2)) claim.wake();
    const now = clock.now();
    const next = settled.map(({ nextAttemptAt }) => nextAttemptAt ?? Number.POSITIVE_INFINITY);
    const nearest = Math.min(...next) - now;
    if (nearest < soonMs) claim.wake();
  }

  return {
    claimNow: () => claim.wake(),
    holdings,
    pump,
    async stop(graceMs) {
      await claim.stop();
      // With the store away nothing can be given back: the leases run out, and what is on the wire ends all the same.
      await pump.stop().catch((error: unknown) => log.error({ err: error }, "not given back"));
      await sender.close({ graceMs });
      await settler.drain(AbortSignal.timeout(writeWithinMs));
      await Promise.all(loops.map((each) => each.stop()));
    },
  };
}
