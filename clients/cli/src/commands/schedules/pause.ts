import { type AddCommand, act } from "../../act.ts";
import { eachOf } from "../../each-of.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf } from "../../id-of.ts";
import { ifVersionOf, type VersionWords, withVersionOption } from "../../if-version.ts";
import { stateLine } from "../../show/state-line.ts";

/** Adds `sched pause`. */
export const addPause: AddCommand = (parent, context) => {
  const command = parent
    .command("pause")
    .description("Hold schedules back until they are resumed; final once answered")
    .argument("<id...>", "sch_…");
  withVersionOption(command);
  examplesOf(command, "sched pause sch_01J…", "sched pause sch_01J… --if-version 3");
  act<VersionWords>(command, context, (session, ids, typed) => {
    const options = { signal: session.signal, ifVersion: ifVersionOf(typed) };
    return eachOf(
      session,
      idsOf(ids, "sch"),
      (id) => session.landfall.schedules.pause(id, options),
      (schedule) => session.output.line(stateLine(session, schedule)),
    );
  });
};
