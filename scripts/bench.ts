import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { withBenchRun } from "./bench/bench-run.ts";
import { runMeasures } from "./bench/measures/run-measures.ts";
import { readOptions } from "./bench/options.ts";
import { machineOf } from "./bench/report/machine.ts";
import { plot } from "./bench/report/plot.ts";
import { table } from "./bench/report/table.ts";
import { CommandFailure } from "./start/failure.ts";

/** `npm run bench [-- MEASURE …] [options]`: how fast and how punctual; scripts/bench/README.md. */
try {
  const options = readOptions(process.argv.slice(2), process.cwd());
  const result = await withBenchRun(options, async (run) => {
    const machine = machineOf(options.root, run.dir);
    return {
      command: ["npm run bench --", ...process.argv.slice(2)].join(" "),
      machine,
      outcomes: await runMeasures(run),
    };
  });
  for (const { title, rows } of result.outcomes) console.log(`\n${title}\n\n${table(rows)}`);
  const { cpus, node, database, filesystem, commit } = result.machine;
  console.log(`\n${cpus}, Node ${node}, database ${database}, ${filesystem}, commit ${commit}`);
  const json = options.json ?? resolve(join(tmpdir(), `landfall-bench-${Date.now()}.json`));
  writeFileSync(json, `${JSON.stringify(result, null, 1)}\n`);
  console.log(`JSON: ${json}`);
  if (options.svg !== null) {
    writeFileSync(options.svg, plot(result.outcomes.flatMap(({ series }) => series)));
    console.log(`SVG: ${options.svg}`);
  }
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
