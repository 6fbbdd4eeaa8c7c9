import { type AddCommand, act } from "../../act.ts";
import { readTiming } from "../../create/read-timing.ts";
import { wholeNumber } from "../../create/request-fields.ts";
import { examplesOf } from "../../examples-of.ts";
import { runLines } from "../../show/runs.ts";
import { zoneOf } from "../../show/zone-of.ts";

/** Adds `sched preview`, which shows when a time would fire. */
export const addPreview: AddCommand = (parent, context) => {
  const command = parent
    .command("preview")
    .description("Show when a time would fire, in local time, its zone and UTC; nothing is made")
    .usage("<when> [options]")
    .argument("<when...>", "a time, once or again and again, or a cron expression")
    .option("-n, --count <number>", "runs to show, 1 to 100", "5")
    .option("--from <instant>", "stands for now, RFC 3339");
  examplesOf(
    command,
    'sched preview "tomorrow 9am Europe/Berlin"',
    'sched preview "every weekday at 9" --count 10 --tz America/New_York',
    'sched preview "30 2 * * *" --from 2027-03-27T00:00:00Z --tz Europe/Berlin --json',
  );
  act<{ count: string; from?: string }>(command, context, async (session, words, { count, from }) => {
    const { timing, assumptions } = readTiming(session, "any", words.join(" "));
    const preview = await session.landfall.schedules.preview(
      { ...timing, count: wholeNumber("--count", count), ...(from === undefined ? {} : { from }) },
      { signal: session.signal },
    );
    const { output } = session;
    if (output.isJson) return output.json({ timing, assumptions, ...preview });
    for (const line of runLines(preview, zoneOf(timing, session.timezone), output.paint)) output.line(line);
    for (const { message } of assumptions) output.line(`${output.paint.yellow("assumed")}  ${message}`);
  });
};
