import { findStore } from "./projects/find-store.ts";
import { runProjects } from "./projects/run-projects.ts";
import { CommandFailure } from "./start/failure.ts";

/** `npm run projects -- create NAME | list | retention NAME DAYS|default | plan NAME PLAN`: the projects of any store. */
try {
  const find = () => findStore(process.env, process.cwd());
  await runProjects(process.argv.slice(2), find, Date.now(), (line) => console.log(line));
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
