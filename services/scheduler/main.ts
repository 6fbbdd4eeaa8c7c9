import { configOrSay } from "../runtime/config.ts";
import { createLogger } from "../runtime/logging/logger.ts";
import { runProcess } from "../runtime/process/lifecycle.ts";
import { systemClock } from "../runtime/time/clock.ts";
import { readSchedulerConfig } from "./config.ts";
import { startScheduler } from "./start-scheduler.ts";

const config = configOrSay(readSchedulerConfig);
const log = createLogger("scheduler", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  await startScheduler(lifetime, config, systemClock, log);
});
