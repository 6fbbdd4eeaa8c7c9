import { fileURLToPath } from "node:url";
import { ensureFirstKeys } from "../services/accounts/first-keys.ts";
import { migrate } from "../services/store/schema/migrate.ts";
import { ensureDashboard } from "./dashboard/build-dashboard.ts";
import { withArguments } from "./start/data-dir/dev-clock.ts";
import { CommandFailure } from "./start/failure.ts";
import { fillCompileCache } from "./start/processes/compile-cache.ts";
import { runLandfall } from "./start/run-landfall.ts";
import { readSettings } from "./start/settings.ts";
import { createSteps } from "./start/steps.ts";
import { stopSignals } from "./start/stop-signals.ts";

/** Runs `npm start`: the whole system on one machine. */
const script = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

try {
  const environment = withArguments(process.env, process.argv.slice(2));
  const signals = stopSignals(environment);
  const settings = readSettings(environment, process.cwd());
  await runLandfall(
    settings,
    {
      migrate,
      ensureFirstKeys,
      fillCompileCache,
      buildConsole: ensureDashboard,
      mcpScript: script("clients/mcp/src/main.ts"),
      loadedLater: [script("clients/mcp/src/http.ts"), script("clients/mcp/src/guides/llms-text.ts")],
      scripts: {
        scheduler: script("services/scheduler/main.ts"),
        dispatcher: script("services/dispatcher/main.ts"),
        accounts: script("services/accounts/main.ts"),
        gateway: script("gateway/main.ts"),
      },
    },
    environment,
    createSteps(process.stdout, () => performance.now()),
    signals,
  );
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
