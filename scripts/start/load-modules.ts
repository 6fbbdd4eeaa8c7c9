import { ConfigError } from "../../services/runtime/config.ts";

/**
 * Loads the modules of the named processes, so that Node writes them to its compile cache on exit. Each
 * process reads its config first; this invalid value makes it stop there, so nothing is started.
 */
process.env.LOG_LEVEL = "only loading";

for (const script of process.argv.slice(2)) {
  try {
    await import(script);
    // Something was started after all; end it here.
    process.exit(1);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
}
