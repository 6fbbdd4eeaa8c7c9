import { type AddCommand, act } from "../../act.ts";
import { withKeyOption } from "../../create/request-options.ts";
import { eachOf } from "../../each-of.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf } from "../../id-of.ts";
import { stateLine } from "../../show/state-line.ts";

/** Adds `sched trigger`. */
export const addTrigger: AddCommand = (parent, context) => {
  const command = parent
    .command("trigger")
    .description("Fire a schedule once, now, beside its plan")
    .argument("<id>", "sch_…");
  withKeyOption(command);
  examplesOf(command, "sched trigger sch_01J…", "sched trigger sch_01J… --json | jq -r .id");
  act<{ key?: string }>(command, context, (session, ids, { key }) =>
    eachOf(
      session,
      idsOf(ids, "sch"),
      (id) => session.landfall.schedules.trigger(id, { signal: session.signal, idempotencyKey: key }),
      (delivery) => session.output.line(stateLine(session, delivery)),
    ),
  );
};
