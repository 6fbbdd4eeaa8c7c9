import { z } from "zod";
import { clockNote } from "../closed-sets.ts";
import { assumptions, listAssumptions, readTiming, sayAssumptions, timezone, when } from "../timing.ts";
import { defineTool } from "../tool.ts";

/** `preview_schedule` */
export const previewSchedule = defineTool({
  name: "preview_schedule",
  title: "Preview a schedule",
  description:
    "Reads a time in plain words and lists when it would fire, with what clock changes do to it. Changes nothing. " +
    "Use it before schedule_delivery and reschedule_schedule, and show the person the runs and the assumptions.",
  scope: "read",
  kind: { reads: true, repeatable: true },
  input: z.strictObject({
    when,
    timezone,
    count: z.number().int().min(1).max(100).optional().describe("Runs to list, 1 to 100; default 5."),
  }),
  output: z.looseObject({
    timing: z.looseObject({}).describe("The timing as the API takes it."),
    next_runs: z.array(z.looseObject({ at: z.string(), local: z.string(), note: clockNote.nullable() })),
    description: z.string(),
    assumptions,
  }),
  async run(args, { landfall, now, options }) {
    const { timing, assumptions: made } = readTiming(args, now());
    const { next_runs, description } = await landfall.schedules.preview(
      { ...timing, count: args.count ?? 5 },
      options,
    );
    const [first] = next_runs;
    const assumed = made.length === 0 ? "" : ` Assumed, to be accepted: ${sayAssumptions(made)}`;
    return {
      said: `“${args.when}”: ${description}. ${first === undefined ? "It never fires." : `First at ${first.local} (${first.at}).`}${assumed}`,
      output: { timing: { ...timing }, next_runs, description, assumptions: listAssumptions(made) },
    };
  },
});
