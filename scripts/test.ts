import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireServer } from "./database/install-server.ts";
import { CommandFailure } from "./start/failure.ts";
import { seconds } from "./start/steps.ts";
import { stopSignals } from "./start/stop-signals.ts";
import { type Counts, countTests } from "./test/count-tests.ts";
import { runCommand } from "./test/run-command.ts";
import { type Suite, selectSuites } from "./test/suites.ts";

/** `npm test [-- suite …]`: everything that CI runs. The last line is `N passed, N failed`. */
const root = fileURLToPath(new URL("..", import.meta.url));
/** The faults take minutes by design; past this a suite hangs. */
const suiteLimitMs = 20 * 60_000;

const { stop } = stopSignals(process.env);
const reports = mkdtempSync(join(tmpdir(), "landfall-reports-"));
try {
  const selected = selectSuites(process.argv.slice(2));
  if (selected.some((suite) => suite.kind === "vitest" && suite.needsDatabase)) {
    await requireServer(process.env, (line) => console.log(`  … ${line}`));
  }
  let passed = 0;
  let failed = 0;
  for (const suite of selected) {
    if (stop.aborted) break;
    const counts = await runSuite(suite);
    passed += counts.passed;
    failed += counts.failed;
  }
  if (stop.aborted) console.log("\nStopped before the end.");
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = stop.aborted ? 130 : failed > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  console.error(error.message);
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

async function runSuite(suite: Suite): Promise<Counts> {
  const startedAt = performance.now();
  const label = suite.kind === "command" ? suite.label : suite.name;
  if (process.stdout.isTTY) process.stdout.write(`  … ${label}`);
  const report = join(reports, `${suite.name}.json`);
  const [program = "", ...args] = suite.kind === "command" ? suite.script : vitestCommand(suite.name, report);
  const limits = { cwd: root, environment: process.env, limitMs: suiteLimitMs, stop };
  const { status, output } = await runCommand(program, args, limits);
  const counts =
    suite.kind === "vitest"
      ? countTests(existsSync(report) ? readFileSync(report, "utf8") : null, status)
      : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
  const took = seconds(performance.now() - startedAt);
  console.log(
    `  ${counts.failed === 0 ? "✓" : "✗"} ${label.padEnd(26)} ${describe(suite, counts).padEnd(31)} ${took}`,
  );
  if (counts.failed > 0) console.log(`\n${output.trimEnd()}\n`);
  return counts;
}

function vitestCommand(project: string, report: string): string[] {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return ["vitest", "run", "--project", project, "--passWithNoTests", ...reporters];
}

function describe(suite: Suite, { passed, failed, skipped }: Counts): string {
  if (suite.kind === "command") return "";
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(", ");
}
