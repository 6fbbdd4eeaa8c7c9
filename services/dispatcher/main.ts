import { configOrSay } from "../runtime/config.ts";
import { createLogger } from "../runtime/logging/logger.ts";
import { runProcess } from "../runtime/process/lifecycle.ts";
import { systemClock } from "../runtime/time/clock.ts";
import { readDispatcherConfig } from "./config.ts";
import { startDispatcher } from "./start-dispatcher.ts";

const config = configOrSay(readDispatcherConfig);
const log = createLogger("dispatcher", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  await startDispatcher(lifetime, config, systemClock, log);
});
