import { Command } from "commander";
import type { AddCommand } from "./act.ts";
import { addAt } from "./commands/at.ts";
import { addAttempts } from "./commands/attempts.ts";
import { addCancel } from "./commands/cancel.ts";
import { addClock } from "./commands/clock.ts";
import { addClone } from "./commands/clone.ts";
import { addCompletion } from "./commands/completion.ts";
import { addCron } from "./commands/cron.ts";
import { addDeadLetters } from "./commands/dead-letters.ts";
import { addDeliveries } from "./commands/deliveries.ts";
import { addDelivery } from "./commands/delivery.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addEdit } from "./commands/edit.ts";
import { addEndpoints } from "./commands/endpoints.ts";
import { addEvery } from "./commands/every.ts";
import { addGet } from "./commands/get.ts";
import { addImport } from "./commands/import.ts";
import { addIn } from "./commands/in.ts";
import { addKeys } from "./commands/keys.ts";
import { addLedger } from "./commands/ledger.ts";
import { addList } from "./commands/list.ts";
import { addListen } from "./commands/listen.ts";
import { addMcp } from "./commands/mcp.ts";
import { addOverview } from "./commands/overview.ts";
import { addPause } from "./commands/pause.ts";
import { addPreview } from "./commands/preview.ts";
import { addReplay } from "./commands/replay.ts";
import { addResume } from "./commands/resume.ts";
import { addSecrets } from "./commands/secrets.ts";
import { addTail } from "./commands/tail.ts";
import { addTrigger } from "./commands/trigger.ts";
import { version } from "./version.ts";
import type { World } from "./world.ts";

/** By heading, in the order of `sched --help`. */
const groups: Readonly<Record<string, readonly AddCommand[]>> = {
  "Schedule:": [addIn, addAt, addCron, addEvery, addPreview],
  "Schedules:": [addList, addGet, addEdit, addPause, addResume, addCancel, addTrigger, addClone, addReplay],
  "Deliveries:": [addDeliveries, addDelivery, addAttempts, addDeadLetters, addTail, addListen],
  "Project:": [addEndpoints, addSecrets, addKeys, addOverview, addLedger],
  "More:": [addDoctor, addClock, addImport, addMcp, addCompletion],
};

const examples = `
Examples:
  $ sched in 2h https://example.com/hook -d @body.json
  $ sched at "tomorrow 9am Europe/Berlin" https://example.com/hook
  $ sched cron "0 9 * * 1-5" https://example.com/hook --tz Europe/Berlin
  $ sched every "weekday at 9" https://example.com/hook
  $ sched list --state active
  $ sched doctor

Exit codes: 0 done · 1 unexpected · 2 usage or refused · 3 not found · 4 key or scope
            5 unreachable, try again · 6 conflict · 7 partly done · 130 interrupted
It asks SCHED_API_URL with SCHED_API_KEY, else what DATA_DIR/credentials.json (.data) says.`;

/** The whole of `sched`: every command, with its options, help and examples. */
export async function buildProgram(world: World, endWith: (code: number) => void): Promise<Command> {
  const program = new Command("sched");
  program
    .description("Landfall at a terminal: HTTP deliveries at a time, retried until they land.")
    .version(version, "-V, --version")
    .option("--json", "one JSON document on stdout, for programs")
    .option("-y, --yes", "go on without asking, and accept what a time leaves open")
    .option("--tz <zone>", "time zone of what is said and shown, such as Europe/Berlin; else this machine's")
    .option("--no-color", "no colour on a terminal either")
    .addHelpText("after", examples)
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      // run() says it, once, with the exit code.
      outputError: () => {},
    })
    .exitOverride();
  for (const [heading, commands] of Object.entries(groups)) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, { world, endWith });
  }
  return program;
}
