import { setTimeout as delay } from "node:timers/promises";
import { isUnavailable } from "../../services/runtime/errors.ts";
import type { Constellation } from "../../test/faults/fixtures/constellation.ts";

type Scheduler = Constellation["schedulers"][number];

const giveUpMs = 120_000;
const againMs = 100;

/** Calls one scheduler after the other until one answers; a refusal counts as an answer and is thrown. */
export async function untilAnswered<Answer>(
  schedulers: readonly Scheduler[],
  ask: (scheduler: Scheduler) => Promise<Answer>,
): Promise<Answer> {
  const startedAt = performance.now();
  for (let turn = 0; ; turn++) {
    const scheduler = schedulers[turn % schedulers.length];
    if (!scheduler) throw new Error("no scheduler");
    try {
      return await ask(scheduler);
    } catch (error) {
      if (!isUnavailable(error) || performance.now() - startedAt > giveUpMs) throw error;
      await delay(againMs);
    }
  }
}
