import { fileURLToPath } from "node:url";
import { ensureDashboard } from "./dashboard/build-dashboard.ts";

/**
 * `npm run dashboard`: builds the console if its sources changed. `npm run dashboard -- dev` serves it from the sources
 * instead, with the API of `SCHED_API_URL` (default: what `npm start` listens on) behind it.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const command = process.argv[2];

if (command === "dev") {
  const { serveSources } = await import("./dashboard/serve-sources.ts");
  console.log(await serveSources(root, process.env.SCHED_API_URL || "http://127.0.0.1:8080"));
} else if (command === "build") {
  const { writeBuild } = await import("./dashboard/write-build.ts");
  await writeBuild(root);
} else {
  const problem = await ensureDashboard();
  console.log(problem ?? "The console is built; a running gateway shows it after its next start.");
  if (problem !== null) process.exitCode = 1;
}
