import type { Command } from "commander";
import { type AddCommand, act } from "../act.ts";
import { gathered } from "../create/request-options.ts";
import { examplesOf } from "../examples-of.ts";
import { addGroup } from "../group.ts";
import { readCrontab } from "../import/crontab/read-crontab.ts";
import { readEventBridge } from "../import/eventbridge/read-eventbridge.ts";
import { readQstash } from "../import/qstash/read-qstash.ts";
import { type ImportWords, parseSource, readMap, readSource, runImport } from "../import/run-import.ts";

/** Adds `sched import` with its sources. */
export const addImport: AddCommand = (parent, context) => {
  const group = addGroup(
    parent,
    "import",
    "Take schedules over: crontab, qstash, eventbridge. Shows a plan first; twice is safe",
    "sched import crontab my.cron --dry-run",
    "sched import qstash schedules.json",
  );
  addCrontab(group, context);
  addQstash(group, context);
  addEventBridge(group, context);
};

function withImportOptions(command: Command, file: string): Command {
  return command
    .argument("<file>", file)
    .option("--dry-run", "show the plan and do nothing")
    .option("--source <name>", "keeps the imports of several machines apart");
}

const addCrontab: AddCommand = (group, context) => {
  const command = withImportOptions(
    group.command("crontab").description("Take over lines of a crontab that call a URL by curl or wget"),
    "a crontab; - for stdin",
  ).option("--system", "lines name a user before the command, as in /etc/crontab and /etc/cron.d");
  examplesOf(
    command,
    "crontab -l | sched import crontab - --dry-run",
    "sched import crontab my.cron --tz Europe/Berlin --yes",
    "sched import crontab /etc/cron.d/site --source web1",
  );
  act<ImportWords & { system?: boolean }>(command, context, async (session, [file = ""], typed) => {
    const hasUser = typed.system === true || /^\/etc\/(?:crontab$|cron\.d\/)/.test(session.pathOf(file));
    const text = await readSource(session, file);
    if (!session.output.isJson)
      session.output.note(`Lines without a CRON_TZ= are read in ${session.timezone}.`);
    await runImport(session, "crontab", typed, readCrontab(text, { timezone: session.timezone, hasUser }));
  });
};

const addQstash: AddCommand = (group, context) => {
  const command = withImportOptions(
    group.command("qstash").description("Take over what QStash answers to GET /v2/schedules"),
    "its JSON; - for stdin",
  ).option("--map <pair>", "where a URL group goes to, name=URL", gathered);
  examplesOf(
    command,
    "sched import qstash schedules.json --dry-run",
    "sched import qstash schedules.json --map 'group=https://example.com/hook'",
  );
  act<ImportWords & { map?: readonly string[] }>(command, context, async (session, [file = ""], typed) => {
    const value = parseSource(file, await readSource(session, file));
    await runImport(session, "qstash", typed, readQstash(value, readMap(typed.map ?? [])));
  });
};

const addEventBridge: AddCommand = (group, context) => {
  const command = withImportOptions(
    group
      .command("eventbridge")
      .description(
        "Take over rules of EventBridge (list-rules) and schedules of its Scheduler (get-schedule)",
      ),
    "their JSON; - for stdin",
  ).option(
    "--map <pair>",
    "where a rule or a target goes to, ARN=URL or name=URL; may be given several times",
    gathered,
  );
  examplesOf(
    command,
    "aws events list-rules > rules.json && sched import eventbridge rules.json --map 'nightly=https://example.com/nightly'",
  );
  act<ImportWords & { map?: readonly string[] }>(command, context, async (session, [file = ""], typed) => {
    const value = parseSource(file, await readSource(session, file));
    const options = { map: readMap(typed.map ?? []), now: session.world.now() };
    await runImport(session, "eventbridge", typed, readEventBridge(value, options));
  });
};
