import { ConfigError } from "../../../services/runtime/config.ts";

/**
 * Loads the modules of the processes and other files named, for Node to keep them in its compile cache when this one
 * ends. A process reads its config before all else; what it finds here it refuses, so nothing is started.
 */
process.env.LOG_LEVEL = "only loading";

for (const script of process.argv.slice(2)) {
  try {
    await import(script);
    // A process that has started something after all ends here; a module that only defines goes on.
    if (script.endsWith("/main.ts")) process.exit(1);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
}
