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

/** Adds `sched cron`. */
export const addCron: AddCommand = (parent, context) => {
  const command: Command = parent
    .command("cron")
    .description("Fire by a cron expression, five fields or six with seconds first")
    .usage("<when> <url> [options]")
    .argument("<words...>", "when, then the URL to call (none with --endpoint-id)");
  withKeyOption(withRuleOptions(withRequestOptions(command)));
  examplesOf(
    command,
    'sched cron "0 9 * * 1-5" https://example.com/hook --tz Europe/Berlin',
    "sched cron @daily https://example.com/hook --overlap skip",
    'sched cron "CRON_TZ=Asia/Tokyo 30 2 L * *" https://example.com/hook',
  );
  act<RequestWords & RuleWords>(command, context, (session, words, options) =>
    createSchedule(session, "cron", words, options),
  );
};
