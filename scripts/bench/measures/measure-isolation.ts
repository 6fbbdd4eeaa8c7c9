import { reasonOf } from "../../start/failure.ts";
import type { BenchRun } from "../bench-run.ts";
import { attackNames } from "../isolation/attack-names.ts";
import { attacks } from "../isolation/attacks.ts";
import { emptyRow, runAttack } from "../isolation/run-attack.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Outcome, Row } from "../report/outcome.ts";

/**
 * Measures the effect of one tenant on another: each attack on a Landfall of its own, the victim before and during
 * it.
 */
export async function measureIsolation(run: BenchRun, receiver: Receiver): Promise<Outcome> {
  const { only } = run.options;
  const rows: Row[] = [];
  for (const name of attackNames.filter((each) => only === null || only.includes(each))) {
    rows.push(
      ...(await runAttack(run, receiver, name, attacks[name]).catch((error) =>
        notMeasured(run, name, error),
      )),
    );
  }
  const title =
    "A victim of 20 deliveries a second beside each attack. ok: p99 at most doubled or 20 ms, none failed or over 250 ms";
  return { measure: "isolation", title, rows, series: [] };
}

/** A failed attack does not lose the results of the others. */
function notMeasured(run: BenchRun, name: string, error: unknown): Row[] {
  run.stop.throwIfAborted();
  const reason = reasonOf(error);
  run.steps.say(`  ! ${name}: ${reason}`);
  return [emptyRow(name, `NOT MEASURED: ${reason}`)];
}
