import { type Loop, startLoop } from "../runtime/process/loop.ts";
import { lapseOwnLeases } from "../store/for-dispatcher.ts";
import { createReclaim } from "./claim/reclaim-lapsed-deliveries.ts";
import { renewOnce } from "./claim/renew-leases.ts";
import { startClaiming } from "./claim/start-claiming.ts";
import { defaultBreakerPolicy } from "./dispatch/breakers/breaker.ts";
import { RememberedBreakers } from "./dispatch/breakers/remembered-breakers.ts";
import type { Counts } from "./dispatch/counts.ts";
import { Pump } from "./dispatch/pump.ts";
import { Secrets } from "./dispatch/secrets.ts";
import { Settler } from "./dispatch/settle.ts";
import { Stages } from "./dispatch/stages.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** The running loops. */
export interface Dispatching {
  /** Claims at once, because something due now was made. */
  claimNow(): void;
  /** Deliveries held, by stage. */
  readonly counts: Counts;
  /** Destinations to which nothing but probes is sent, since attempts failed in a row. */
  openBreakers(): number;
  /** Stops claiming, releases what has not begun, and gives attempts in flight `graceMs` to finish. */
  stop(graceMs: number): Promise<void>;
}

const shedEveryMs = 250;
/** With nothing held and no lane there is nothing to shed; the next claim ends this wait. */
const shedRestMs = 60_000;
/** Time that a drain allows for writing the last outcomes. */
const writeWithinMs = 3_000;

/** Starts claiming and sending. First releases what a killed process of the same name held. */
export async function startDispatching(dispatcher: Dispatcher): Promise<Dispatching> {
  const { store, clock, log, holder, keys, sender, limits } = dispatcher;
  await lapseOwnLeases(store, holder);
  const stages = new Stages(limits, {
    inFlight: limits.inFlightPerLane,
    breakers: new RememberedBreakers(defaultBreakerPolicy),
  });
  const settler = new Settler(dispatcher, stages);
  const pump = new Pump(dispatcher, stages, new Secrets(store, keys, clock), settler);
  const claim = startClaiming(dispatcher, stages, settler, pump);
  const loop = (name: string, runOnce: () => Promise<number>) => startLoop({ name, clock, log, runOnce });
  const shed: Loop = loop("shed", async () => {
    await pump.shed();
    return stages.isEmpty ? shedRestMs : shedEveryMs;
  });
  stages.whenNoLongerEmpty(() => shed.wake());
  const loops = [
    loop("renew-leases", () => renewOnce(dispatcher, stages)),
    loop("reclaim-lapsed-deliveries", createReclaim(dispatcher).runOnce),
    shed,
  ];
  return {
    claimNow: () => claim.wake(),
    counts: stages.total,
    openBreakers: () => stages.lanes.filter(({ breaker }) => breaker.isOpen).length,
    async stop(graceMs) {
      await claim.stop();
      await pump.stop();
      await sender.close({ graceMs });
      await settler.drain(AbortSignal.timeout(writeWithinMs));
      await Promise.all(loops.map((each) => each.stop()));
    },
  };
}
