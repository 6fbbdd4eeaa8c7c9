import type { Command } from "commander";
import { type AddCommand, act } from "../../act.ts";
import { createSchedule } from "../../create/create-schedule.ts";
import {
  type RequestWords,
  type RuleWords,
  withKeyOption,
  withRequestOptions,
  withRuleOptions,
} from "../../create/request-options.ts";
import { examplesOf } from "../../examples-of.ts";

/** Adds `sched every`. */
export const addEvery: AddCommand = (parent, context) => {
  const command: Command = parent
    .command("every")
    .description("Fire again and again: 15m, weekday at 9, first monday of the month at 8:30")
    .usage("<when> <url> [options]")
    .argument("<words...>", "when, then the URL to call (none with --endpoint-id)");
  withKeyOption(withRuleOptions(withRequestOptions(command)));
  examplesOf(
    command,
    "sched every 15m https://example.com/hook",
    'sched every "weekday at 9" https://example.com/hook --tz Europe/Berlin',
    'sched every "last day of the month at 5pm" https://example.com/report --max-runs 12',
  );
  act<RequestWords & RuleWords>(command, context, (session, words, options) =>
    createSchedule(session, "every", words, options),
  );
};
