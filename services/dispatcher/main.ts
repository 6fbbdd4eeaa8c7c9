import { systemClock } from "../runtime/clock.ts";
import { configOrSay } from "../runtime/config.ts";
import { runProcess } from "../runtime/lifecycle.ts";
import { createLogger } from "../runtime/logger.ts";
import { readDispatcherConfig } from "./config.ts";
import { startDispatcher } from "./start-dispatcher.ts";

const config = configOrSay(readDispatcherConfig);
const log = createLogger("dispatcher", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  await startDispatcher(lifetime, config, systemClock, log);
});
