import { configOrSay } from "../runtime/config.ts";
import { createLogger } from "../runtime/logging/logger.ts";
import { runProcess } from "../runtime/process/lifecycle.ts";
import { createKeyRing } from "../runtime/sealing.ts";
import { systemClock } from "../runtime/time/clock.ts";
import { connectStore } from "../store/for-payments.ts";
import { readPaymentsConfig } from "./config.ts";
import { startPayments } from "./start-payments.ts";

const connections = 8;

const config = configOrSay(readPaymentsConfig);
const log = createLogger("payments", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  const keys = createKeyRing(config.sealingKeys);
  const store = await lifetime.start(
    "store",
    () => connectStore({ url: config.databaseUrl, connections }),
    (opened) => opened.close(),
  );
  await lifetime.start(
    "payments",
    () => startPayments({ ...config, store, clock: systemClock, keys, log }),
    (running) => running.stop(),
  );
});
