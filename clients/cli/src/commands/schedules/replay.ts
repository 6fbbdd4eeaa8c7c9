import type { Delivery, Schedule } from "../../../../sdk/src/index.ts";
import { type AddCommand, act } from "../../act.ts";
import { withKeyOption } from "../../create/request-options.ts";
import { eachOf } from "../../each-of.ts";
import { examplesOf } from "../../examples-of.ts";
import { usageFailure } from "../../failure.ts";
import { idsOf, kindOf } from "../../id-of.ts";
import { stateLine } from "../../show/state-line.ts";

/** Adds `sched replay`. */
export const addReplay: AddCommand = (parent, context) => {
  const command = parent
    .command("replay")
    .description("Send settled deliveries again, now; or finished one-shots, as new schedules")
    .argument("<id...>", "dlv_… or sch_…")
    .option("--fresh-key", "with a new Idempotency-Key, so that receivers take it for a new delivery");
  withKeyOption(command);
  examplesOf(
    command,
    "sched replay dlv_01J…",
    "sched replay sch_01J…",
    "sched dead-letters replay --over 10m   # many at once",
  );
  act<{ key?: string; freshKey?: boolean }>(command, context, (session, ids, { key, freshKey }) => {
    const { schedules, deliveries } = session.landfall;
    if (key !== undefined && ids.length > 1) throw usageFailure("--key is for one replay, not for several.");
    const options = { signal: session.signal, idempotencyKey: key };
    const body = freshKey === true ? { fresh_key: true } : {};
    return eachOf<Schedule | Delivery>(
      session,
      idsOf(ids, "sch", "dlv"),
      (id) => (kindOf(id) === "dlv" ? deliveries.replay(id, body, options) : schedules.replay(id, options)),
      (made) => session.output.line(stateLine(session, made)),
    );
  });
};
