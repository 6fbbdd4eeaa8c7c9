import { fileURLToPath } from "node:url";
import { CommandFailure } from "../../../scripts/start/failure.ts";
import { runLandfall } from "../../../scripts/start/run-landfall.ts";
import { readSettings } from "../../../scripts/start/settings.ts";
import { createSteps } from "../../../scripts/start/steps.ts";
import { stopSignals } from "../../../scripts/start/stop-signals.ts";
import { migrate } from "../../../services/store/schema/migrate.ts";

/** `npm start` with stand-ins for the four processes and for the keys. */
const script = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

try {
  await runLandfall(
    readSettings(process.env, process.cwd()),
    {
      migrate,
      fillCompileCache: async () => undefined,
      buildConsole: async () => null,
      ensureFirstKeys: async ({ existing }) => ({
        testKey: existing?.test_key ?? `sk_test_${process.pid}`,
        liveKey: existing?.live_key ?? `sk_live_${process.pid}`,
      }),
      mcpScript: script("mcp"),
      loadedLater: [],
      scripts: {
        scheduler: script("scheduler"),
        dispatcher: script("dispatcher"),
        accounts: script("accounts"),
        gateway: script("gateway"),
      },
    },
    process.env,
    createSteps(process.stdout, () => performance.now()),
    stopSignals(process.env),
  );
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
