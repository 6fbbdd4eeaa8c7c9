import { z } from "zod";
import type { Schedule } from "../../../sdk/src/index.ts";
import { scheduleState } from "../closed-sets.ts";
import { scheduleId, timingOf } from "../shown.ts";
import { acceptAssumptions, readAcceptedTiming, timezone, when } from "../timing.ts";
import { type Answer, type Call, defineTool } from "../tool.ts";

const ifVersion = z
  .number()
  .int()
  .min(0)
  .optional()
  .describe("`version` of get_schedule: the change is refused when the schedule has changed since.");
const input = z.strictObject({ id: scheduleId, if_version: ifVersion });
const output = z.looseObject({
  id: z.string(),
  state: scheduleState,
  next_fire_at: z.string().nullable(),
  version: z.number(),
});

/** `pause_schedule` */
export const pauseSchedule = defineTool({
  name: "pause_schedule",
  title: "Pause a schedule",
  description: "Holds a schedule back until resume_schedule. No attempt of it starts after the answer.",
  scope: "write",
  kind: { repeatable: true },
  input,
  output,
  run: async ({ id, if_version }, call) =>
    changed("Paused", await call.landfall.schedules.pause(id, unless(if_version, call))),
});

/** `resume_schedule` */
export const resumeSchedule = defineTool({
  name: "resume_schedule",
  title: "Resume a schedule",
  description: "Lets a paused schedule go on.",
  scope: "write",
  kind: { repeatable: true, reaches: true },
  input,
  output,
  run: async ({ id, if_version }, call) =>
    changed("Resumed", await call.landfall.schedules.resume(id, unless(if_version, call))),
});

/** `cancel_schedule` */
export const cancelSchedule = defineTool({
  name: "cancel_schedule",
  title: "Cancel a schedule",
  description:
    "Destructive: ends a schedule for ever, with everything of it that has not been sent. It cannot be undone; " +
    "pause_schedule can. Ask the person first.",
  scope: "write",
  kind: { destroys: true, repeatable: true },
  input,
  output,
  run: async ({ id, if_version }, call) =>
    changed("Canceled", await call.landfall.schedules.cancel(id, unless(if_version, call))),
});

/** `reschedule_schedule` */
export const rescheduleSchedule = defineTool({
  name: "reschedule_schedule",
  title: "Reschedule a schedule",
  description:
    "Gives a schedule another timing; no attempt of the old one starts after the answer. What `when` leaves open " +
    "has to be accepted (preview_schedule shows it).",
  scope: "write",
  kind: { repeatable: true, reaches: true },
  input: z.strictObject({
    id: scheduleId,
    when,
    timezone,
    if_version: ifVersion,
    accept_assumptions: acceptAssumptions,
  }),
  output,
  async run(args, call) {
    const { timing } = readAcceptedTiming(args, call.now());
    const options = unless(args.if_version, call);
    return changed("Rescheduled", await call.landfall.schedules.update(args.id, timing, options));
  },
});

function unless(ifVersion: number | undefined, { options }: Call) {
  return ifVersion === undefined ? options : { ...options, ifVersion };
}

function changed(verb: string, schedule: Schedule): Answer<z.input<typeof output>> {
  const { id, state, next_fire_at, version } = schedule;
  const next = next_fire_at === null ? "" : ` Next at ${next_fire_at}.`;
  return {
    said: `${verb} ${id}: it is ${state}, ${timingOf(schedule)}.${next}`,
    output: { id, state, next_fire_at, version },
  };
}
