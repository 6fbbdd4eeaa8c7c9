import { type AddCommand, act } from "../../act.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf, kindOf } from "../../id-of.ts";
import { type ListWords, printList, withListOptions } from "../../print-list.ts";
import { attemptHead, attemptRow } from "../../show/delivery.ts";

/** Adds `sched attempts`. */
export const addAttempts: AddCommand = (parent, context) => {
  const command = parent
    .command("attempts")
    .description("List the attempts of a delivery or a schedule, newest first")
    .argument("<id>", "dlv_… or sch_…");
  withListOptions(command);
  examplesOf(
    command,
    "sched attempts dlv_01J…",
    "sched attempts sch_01J… --limit 100",
    "sched tail   # those of everything, as they come",
  );
  act<ListWords>(command, context, (session, words, typed) => {
    const [id = ""] = idsOf(words, "dlv", "sch");
    const { schedules, deliveries } = session.landfall;
    const of = kindOf(id) === "sch" ? schedules : deliveries;
    return printList(session, typed, (page) => of.attempts(id, page, { signal: session.signal }), {
      none: "There were no attempts yet.",
      head: attemptHead,
      row: (each) => attemptRow(each, session.timezone),
    });
  });
};
