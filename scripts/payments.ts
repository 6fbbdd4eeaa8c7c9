import { runPayments } from "./payments/run-payments.ts";
import { findStore } from "./projects/find-store.ts";
import { CommandFailure } from "./start/failure.ts";

/** `npm run payments -- grant SCHEDULE RUNS NOTE`: the credits of prepaid schedules, in any store. */
try {
  const find = () => findStore(process.env, process.cwd());
  await runPayments(process.argv.slice(2), find, (line) => console.log(line));
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
