import { type AddCommand, act } from "../../act.ts";
import { eachOf } from "../../each-of.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf } from "../../id-of.ts";
import { printSchedule } from "../../show/schedule.ts";

/** Adds `sched get`. */
export const addGet: AddCommand = (parent, context) => {
  const command = parent
    .command("get")
    .description("Show schedules: rule, next runs, destination, counts")
    .argument("<id...>", "sch_…");
  examplesOf(command, "sched get sch_01J…", "sched get sch_01J… --json | jq -r .next_fire_at");
  act(command, context, (session, ids) =>
    eachOf(
      session,
      idsOf(ids, "sch"),
      (id) => session.landfall.schedules.get(id, { signal: session.signal }),
      (schedule) => printSchedule(session.output, schedule, session.timezone),
    ),
  );
};
