import { z } from "zod";
import type { Delivery } from "../../../sdk/src/index.ts";
import { scheduleState } from "../closed-sets.ts";
import { deliveryRow, rowOfDelivery, scheduleId, timingOf } from "../shown.ts";
import { type Call, defineTool } from "../tool.ts";

/** Deliveries of a recurring schedule are made ahead of time; the last settled one is behind those. */
const mostLookedAt = 200;

/** `get_schedule` */
export const getSchedule = defineTool({
  name: "get_schedule",
  title: "Read a schedule",
  description:
    "Reads a schedule: its rule, its next five runs, and what became of its last delivery. `version` goes into `if_version`.",
  scope: "read",
  kind: { reads: true, repeatable: true },
  input: z.strictObject({ id: scheduleId }),
  output: z.looseObject({
    schedule: z.looseObject({ id: z.string(), state: scheduleState, version: z.number() }),
    next_runs: z.array(z.string()),
    last_outcome: deliveryRow.nullable().describe("The delivery that ended last; null: none has."),
  }),
  async run({ id }, call) {
    const schedule = await call.landfall.schedules.get(id, call.options);
    const last = await lastSettled(id, call);
    const outcome =
      last === null ? "No delivery of it has ended yet." : `Its last delivery, ${last.id}, ${last.state}.`;
    return {
      said: `${id} is ${schedule.state}, ${timingOf(schedule)}; next at ${schedule.next_fire_at ?? "no moment"}. ${outcome}`,
      output: {
        schedule: { ...schedule },
        next_runs: schedule.next_runs,
        last_outcome: last && rowOfDelivery(last),
      },
    };
  },
});

async function lastSettled(id: string, { landfall, options }: Call): Promise<Delivery | null> {
  let looked = 0;
  for await (const delivery of landfall.schedules.deliveries(id, { limit: 50 }, options)) {
    if (delivery.completed_at !== null) return delivery;
    if (++looked >= mostLookedAt) break;
  }
  return null;
}
