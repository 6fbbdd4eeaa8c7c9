import type { UpdateScheduleRequest } from "../../../../sdk/src/index.ts";
import { type AddCommand, act } from "../../act.ts";
import { type ChangeWords, changeWords, withChangeOptions } from "../../create/change-words.ts";
import { examplesOf } from "../../examples-of.ts";
import { usageFailure } from "../../failure.ts";
import { idsOf } from "../../id-of.ts";
import { ifVersionOf, type VersionWords, withVersionOption } from "../../if-version.ts";
import type { Session } from "../../session.ts";
import { printSchedule } from "../../show/schedule.ts";

/** Adds `sched edit`. */
export const addEdit: AddCommand = (parent, context) => {
  const command = parent
    .command("edit")
    .description("Change a schedule; nothing of the old plan starts after the answer")
    .argument("<id>", "sch_…");
  withVersionOption(withChangeOptions(command));
  examplesOf(
    command,
    'sched edit sch_01J… --when "every weekday at 10"',
    "sched edit sch_01J… --to https://example.com/new -d @body.json",
    "sched edit sch_01J… --name nightly --if-version 3",
  );
  act<ChangeWords & VersionWords>(command, context, async (session, words, typed) => {
    const [id = ""] = idsOf(words, "sch");
    const change = await changeWords(session, typed, "Change it to this?");
    if (Object.keys(change).length === 0) {
      throw usageFailure("It is not said what to change.", "See sched edit --help.");
    }
    const options = { signal: session.signal, ifVersion: ifVersionOf(typed) };
    const schedule = await session.landfall.schedules.update(
      id,
      await laidOver(session, id, change),
      options,
    );
    if (session.output.isJson) return session.output.json(schedule);
    printSchedule(session.output, schedule, session.timezone);
  });
};

/** The API replaces a policy as a whole, so one new number must not reset the others to their defaults. */
async function laidOver(
  session: Session,
  id: string,
  change: UpdateScheduleRequest,
): Promise<UpdateScheduleRequest> {
  if (!change.retry_policy && !change.misfire) return change;
  const { retry_policy, misfire } = await session.landfall.schedules.get(id, { signal: session.signal });
  return {
    ...change,
    ...(change.retry_policy ? { retry_policy: { ...retry_policy, ...change.retry_policy } } : {}),
    ...(change.misfire ? { misfire: { ...misfire, ...change.misfire } } : {}),
  };
}
