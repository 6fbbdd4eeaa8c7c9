import { Option } from "commander";
import { type AddCommand, act } from "../../act.ts";
import { examplesOf } from "../../examples-of.ts";
import { followLogs } from "../../tail/follow-logs.ts";
import type { TailWords } from "../../tail/tail-words.ts";

/** Adds `sched tail`. */
export const addTail: AddCommand = (parent, context) => {
  const command = parent
    .command("tail")
    .description("Follow every attempt as it ends; says so when the link to Landfall is lost")
    .option("--since <time>", "show earlier ones first: an instant, or 10m for ten minutes ago")
    .addOption(new Option("--outcome <outcome>", "only these").choices(["succeeded", "retry", "failed"]))
    .option("--status <code>", "only those that were answered with this status")
    .option("--endpoint-id <id>", "only to this endpoint profile")
    .option("-q <text>", "only whose destination contains this")
    .option("--interval <seconds>", "ask this often", "1")
    .option("--no-follow", "end when the earlier ones are shown");
  examplesOf(
    command,
    "sched tail",
    "sched tail --since 10m --outcome failed",
    "sched tail --json | jq -c '[.started_at, .outcome, .endpoint]'   # a line each",
  );
  act<TailWords>(command, context, (session, _words, typed) => followLogs(session, typed));
};
