import { dueAt } from "../plan.ts";
import type { Arrival } from "../receiver/access-log.ts";
import type { Scene, Victim } from "./attack.ts";
import { type Sample, type Suffered, suffered } from "./suffered.ts";
import { victimPlan } from "./times.ts";

/** The path of the receiver that the victim's deliveries go to, whatever the host. */
export const victimPath = "/victim";
const lookEveryMs = 200;
/** Wait for missing arrivals; nginx writes its log at least every second. */
const patienceMs = 4_000;

/** Creates the victim's deliveries; returns a function that reports the effect at the end. */
export async function createVictimDeliveries(scene: Scene, victim: Victim): Promise<() => Promise<Suffered>> {
  const { receiver, run, times } = scene;
  const plan = victimPlan(times);
  const mark = receiver.mark();
  // The key of the project to which the profile in the fields belongs.
  const { api } = victim.condition === scene.victim.condition ? scene.victim : scene.attacker;
  await api.createAll(plan, victim);
  return async () => {
    const arrived = () => firstOf(receiver.arrivals(mark));
    const lookUntil = Date.now() + patienceMs;
    let seen = arrived();
    while (seen.size < plan.count && Date.now() < lookUntil) {
      await run.until(Date.now() + lookEveryMs);
      seen = arrived();
    }
    const now = Date.now();
    const samples = Array.from({ length: plan.count }, (_, index): Sample => {
      const due = dueAt(plan, index);
      return { dueAt: due, tookMs: (seen.get(due)?.at ?? now) - due };
    });
    const failed = await countFailed(scene, victim.condition);
    return { ...suffered(samples, times, () => false), failed };
  };
}

/** Arrivals by due time, which is unique for each of the victim's deliveries. */
function firstOf(arrivals: readonly Arrival[]): Map<number, Arrival> {
  const first = new Map<number, Arrival>();
  for (const arrival of arrivals) {
    if (arrival.path === victimPath && !first.has(arrival.dueAt)) first.set(arrival.dueAt, arrival);
  }
  return first;
}

/** Lists deliveries that failed or needed a second attempt while the attack may be felt. */
export function countFailed({ store, times }: Scene, condition: string): Promise<number> {
  return store.number(
    `SELECT COUNT(*) FROM deliveries d WHERE ${condition}
     AND d.scheduled_for >= ${times.beforeEndsAt} AND d.scheduled_for < ${times.endsAt}
     AND (d.attempt_count > 1 OR d.state NOT IN ('scheduled', 'dispatching', 'succeeded'))`,
  );
}
