import type { Command } from "commander";
import { type AddCommand, act } from "../../act.ts";
import { createSchedule } from "../../create/create-schedule.ts";
import { type RequestWords, withKeyOption, withRequestOptions } from "../../create/request-options.ts";
import { examplesOf } from "../../examples-of.ts";

/** Adds `sched in`. */
export const addIn: AddCommand = (parent, context) => {
  const command: Command = parent
    .command("in")
    .description("Fire once, after a delay: 2h, 90 minutes, 3 days")
    .usage("<when> <url> [options]")
    .argument("<words...>", "when, then the URL to call (none with --endpoint-id)");
  withKeyOption(withRequestOptions(command));
  examplesOf(
    command,
    "sched in 2h https://example.com/hook",
    "sched in 90 minutes https://example.com/hook -d '{\"order\": 4711}'",
    "sched in 3 days https://example.com/hook -d @body.json --name reminder",
    "sched in 1h30m --endpoint-id ep_01J… --key order-4711 --json",
  );
  act<RequestWords>(command, context, (session, words, options) =>
    createSchedule(session, "in", words, options),
  );
};
