import { systemClock } from "../runtime/clock.ts";
import { configOrSay } from "../runtime/config.ts";
import { runProcess } from "../runtime/lifecycle.ts";
import { createLogger } from "../runtime/logger.ts";
import { readSchedulerConfig } from "./config.ts";
import { startScheduler } from "./start-scheduler.ts";

const config = configOrSay(readSchedulerConfig);
const log = createLogger("scheduler", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  await startScheduler(lifetime, config, systemClock, log);
});
