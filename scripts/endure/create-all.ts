import type { ScheduleFields } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { noFields } from "../../services/scheduler/change/written-fields.ts";
import type { Constellation } from "../../test/faults/fixtures/constellation.ts";
import { untilAnswered } from "./until-answered.ts";

/** Schedules per call; each plans two minutes of occurrences in its transaction. */
const batchSize = 25;
const callMs = 10_000;

/**
 * Creates schedules while schedulers are killed: each call is repeated with its idempotency keys, at one scheduler
 * after the other, until it is answered. Resolves to the ids in the order of the fields.
 */
export async function createAll(
  { schedulers, caller }: Constellation,
  fields: readonly Partial<ScheduleFields>[],
): Promise<string[]> {
  const items = fields.map((given, place) => ({
    caller,
    fields: { ...noFields, ...given },
    idempotencyKey: `endure-${place}`,
    names: undefined,
  }));
  const ids: string[] = [];
  for (let at = 0; at < items.length; at += batchSize) {
    const batch = items.slice(at, at + batchSize);
    const results = await untilAnswered(schedulers, (scheduler) =>
      scheduler.client.calls.createSchedules({ items: batch }, { timeoutMs: callMs }),
    );
    for (const { result } of results.results) {
      if (result?.$case !== "created" && result?.$case !== "replayed") {
        throw new Error(`not created: ${JSON.stringify(result)}`);
      }
      ids.push(result.value.id);
    }
  }
  return ids;
}
