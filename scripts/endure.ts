import { brokenPromises } from "./endure/broken-promises.ts";
import { report } from "./endure/report.ts";
import { runEndurance } from "./endure/run-endurance.ts";
import { readSettings } from "./endure/settings.ts";
import { CommandFailure } from "./start/failure.ts";

/**
 * `npm run endure [-- --schedules 1000 --seconds 120 --kill-every 5 …]`: the central promise on trial, with real processes
 * and a database that flushes each commit. Exit code 1: it was broken.
 */
try {
  const endured = await runEndurance(readSettings(process.argv.slice(2)), (line) => console.error(line));
  console.log(report(endured).join("\n"));
  process.exitCode = brokenPromises(endured).length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
