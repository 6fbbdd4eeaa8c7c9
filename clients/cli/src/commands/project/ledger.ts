import { type AddCommand, act } from "../../act.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf } from "../../id-of.ts";
import { instantOption } from "../../instant-option.ts";
import { instantLine } from "../../show/instant.ts";
import { printFields } from "../../show/table.ts";

/** Adds `sched ledger`. */
export const addLedger: AddCommand = (parent, context) => {
  const command = parent
    .command("ledger")
    .description("Hold what was planned against what became of it; holes must be none, else exit code 1")
    .argument("[id]", "sch_… for one schedule; else all of the project")
    .option(
      "--from <time>",
      "begin: an instant, or 2h for two hours ago; 24 hours before the end if not given",
    )
    .option("--to <time>", "end; now if not given");
  examplesOf(command, "sched ledger", "sched ledger sch_01J… --from 7d", "sched ledger --json | jq .holes");
  act<{ from?: string; to?: string }>(command, context, async (session, words, typed) => {
    const now = session.world.now();
    const query = {
      from: instantOption("--from", typed.from, now),
      to: instantOption("--to", typed.to, now),
    };
    const { schedules, figures } = session.landfall;
    const [id] = idsOf(words, "sch");
    const options = { signal: session.signal };
    const ledger =
      id === undefined ? await figures.ledger(query, options) : await schedules.ledger(id, query, options);
    const { output, timezone } = session;
    if (ledger.holes > 0) session.endWith(1);
    if (output.isJson) return output.json(ledger);
    printFields(output, [
      ["from", instantLine(ledger.from, timezone)],
      ["to", instantLine(ledger.to, timezone)],
      ["kept", ledger.retained_from === null ? null : `since ${instantLine(ledger.retained_from, timezone)}`],
      ["planned", String(ledger.planned)],
      ...Object.entries(ledger.settled).map(([state, count]) => [`  ${state}`, String(count)] as const),
      ["  open", String(ledger.open)],
      ["beside", `${ledger.beside_plan} beside the plan: triggered, replayed`],
      ["holes", String(ledger.holes)],
      ...ledger.holes_at.map(
        ({ schedule_id, at }) => ["hole", `${schedule_id} at ${instantLine(at, timezone)}`] as const,
      ),
    ]);
  });
};
