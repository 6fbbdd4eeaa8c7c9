import { Command } from "commander";
import type { AddCommand } from "./act.ts";
import { addCompletion } from "./commands/completion.ts";
import { addAt } from "./commands/create/at.ts";
import { addCron } from "./commands/create/cron.ts";
import { addEvery } from "./commands/create/every.ts";
import { addIn } from "./commands/create/in.ts";
import { addPreview } from "./commands/create/preview.ts";
import { addAttempts } from "./commands/deliveries/attempts.ts";
import { addDeadLetters } from "./commands/deliveries/dead-letters.ts";
import { addDeliveries } from "./commands/deliveries/deliveries.ts";
import { addDelivery } from "./commands/deliveries/delivery.ts";
import { addListen } from "./commands/deliveries/listen.ts";
import { addTail } from "./commands/deliveries/tail.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addImport } from "./commands/import.ts";
import { addMcp } from "./commands/mcp.ts";
import { addClock } from "./commands/project/clock.ts";
import { addEndpoints } from "./commands/project/endpoints.ts";
import { addKeys } from "./commands/project/keys.ts";
import { addLedger } from "./commands/project/ledger.ts";
import { addOverview } from "./commands/project/overview.ts";
import { addSecrets } from "./commands/project/secrets.ts";
import { addCancel } from "./commands/schedules/cancel.ts";
import { addClone } from "./commands/schedules/clone.ts";
import { addEdit } from "./commands/schedules/edit.ts";
import { addGet } from "./commands/schedules/get.ts";
import { addList } from "./commands/schedules/list.ts";
import { addPause } from "./commands/schedules/pause.ts";
import { addReplay } from "./commands/schedules/replay.ts";
import { addResume } from "./commands/schedules/resume.ts";
import { addTrigger } from "./commands/schedules/trigger.ts";
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

/** Builds `sched`: every command, with its options, help and examples. */
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
      // run() reports the error once, with the exit code.
      outputError: () => {},
    })
    .exitOverride();
  for (const [heading, commands] of Object.entries(groups)) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, { world, endWith });
  }
  return program;
}
