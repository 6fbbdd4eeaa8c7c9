import { type AddCommand, act } from "../../act.ts";
import { type ChangeWords, changeWords, withChangeOptions } from "../../create/change-words.ts";
import { withKeyOption } from "../../create/request-options.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf } from "../../id-of.ts";
import { printSchedule } from "../../show/schedule.ts";

/** Adds `sched clone`. */
export const addClone: AddCommand = (parent, context) => {
  const command = parent
    .command("clone")
    .description(
      "Make a schedule like another one, with what is named laid over; body and headers come along",
    )
    .argument("<id>", "sch_…");
  withKeyOption(withChangeOptions(command));
  examplesOf(
    command,
    "sched clone sch_01J… --name copy",
    'sched clone sch_01J… --when "in 5 minutes" --to https://staging.example.com/hook',
  );
  act<ChangeWords>(command, context, async (session, words, typed) => {
    const [id = ""] = idsOf(words, "sch");
    const change = await changeWords(session, typed, "Clone it with this time?");
    const options = { signal: session.signal, idempotencyKey: typed.key };
    const schedule = await session.landfall.schedules.clone(id, change, options);
    if (session.output.isJson) return session.output.json(schedule);
    printSchedule(session.output, schedule, session.timezone);
  });
};
