import type { Command } from "commander";
import { type AddCommand, act } from "../../act.ts";
import { createSchedule } from "../../create/create-schedule.ts";
import { type RequestWords, withKeyOption, withRequestOptions } from "../../create/request-options.ts";
import { examplesOf } from "../../examples-of.ts";

/** Adds `sched at`. */
export const addAt: AddCommand = (parent, context) => {
  const command: Command = parent
    .command("at")
    .description("Fire once, at a time: tomorrow 9am, 2027-01-31 17:30, friday 5pm Berlin")
    .usage("<when> <url> [options]")
    .argument("<words...>", "when, then the URL to call (none with --endpoint-id)");
  withKeyOption(withRequestOptions(command));
  examplesOf(
    command,
    'sched at "tomorrow 9am Europe/Berlin" https://example.com/hook',
    "sched at 2027-03-01T09:00:00Z https://example.com/hook -X PUT -d @body.json",
    "sched at friday 5pm https://example.com/hook --tz America/New_York",
  );
  act<RequestWords>(command, context, (session, words, options) =>
    createSchedule(session, "at", words, options),
  );
};
