import { copySettled } from "../landfall/copy-settled.ts";
import type { Setting } from "./attack.ts";

const nearestMs = 1_500;
const settleLimitMs = 10_000;
const hourMs = 3_600_000;

/** Writes `count` schedules of the attacker for the last day, each with a delivery that succeeded. */
export async function copyPast(setting: Setting, count: number): Promise<void> {
  const { attacker, receiver, run, store } = setting;
  await attacker.api.createAt([Date.now() + nearestMs], { destination: () => receiver.url });
  await run.poll("a delivery of the attacker", 50, settleLimitMs, () => attacker.api.isSettled());
  await copySettled(store, {
    state: "succeeded",
    count,
    oldestAgeMs: 20 * hourMs,
    newestAgeMs: hourMs,
    firstNumber: 1,
    among: attacker.condition,
  });
}
