import { createDestinations } from "../rules/destinations.ts";
import { configOrSay } from "../runtime/config.ts";
import { createLogger } from "../runtime/logging/logger.ts";
import { runProcess } from "../runtime/process/lifecycle.ts";
import { createKeyRing } from "../runtime/sealing.ts";
import { systemClock } from "../runtime/time/clock.ts";
import { connectStore } from "../store/for-accounts.ts";
import { readAccountsConfig } from "./config.ts";
import { startAccounts } from "./start-accounts.ts";

/** Few are enough: authenticating takes one short read, and the gateway caches the answer. */
const connections = 8;

const config = configOrSay(readAccountsConfig);
const log = createLogger("accounts", config.logLevel);

await runProcess({ log, supervised: config.supervised }, async (lifetime) => {
  const keys = createKeyRing(config.sealingKeys);
  const destinations = createDestinations(config.egressAllow, systemClock, config.nameServers);
  const store = await lifetime.start(
    "store",
    () => connectStore({ url: config.databaseUrl, connections }),
    (opened) => opened.close(),
  );
  await lifetime.start(
    "accounts",
    () => startAccounts({ ...config, store, clock: systemClock, keys, destinations, log }),
    (running) => running.stop(),
  );
});
