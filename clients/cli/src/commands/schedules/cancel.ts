import type { Delivery, Schedule } from "../../../../sdk/src/index.ts";
import { type AddCommand, act } from "../../act.ts";
import { eachOf } from "../../each-of.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf, kindOf } from "../../id-of.ts";
import { ifVersionOf, type VersionWords, withVersionOption } from "../../if-version.ts";
import { stateLine } from "../../show/state-line.ts";

/** Adds `sched cancel`. */
export const addCancel: AddCommand = (parent, context) => {
  const command = parent
    .command("cancel")
    .description("Cancel schedules or single deliveries; no attempt starts after the answer")
    .argument("<id...>", "sch_… or dlv_…");
  withVersionOption(command);
  examplesOf(command, "sched cancel sch_01J…", "sched cancel dlv_01J… dlv_02K…");
  act<VersionWords>(command, context, (session, ids, typed) => {
    const options = { signal: session.signal, ifVersion: ifVersionOf(typed) };
    const { schedules, deliveries } = session.landfall;
    return eachOf<Schedule | Delivery>(
      session,
      idsOf(ids, "sch", "dlv"),
      (id) =>
        kindOf(id) === "dlv"
          ? deliveries.cancel(id, { signal: session.signal })
          : schedules.cancel(id, options),
      (made) => session.output.line(stateLine(session, made)),
    );
  });
};
