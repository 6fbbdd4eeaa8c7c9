import { descriptors } from "../../generated/rpc/descriptors.ts";
import { errorKinds } from "../../generated/rpc/error-codes.ts";
import { AccountsServiceService } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import type { Destinations } from "../rules/judge-destination.ts";
import type { Logger } from "../runtime/logging/logger.ts";
import { whileThereIsRoom } from "../runtime/process/disk-room.ts";
import type { RpcAccess } from "../runtime/rpc/access.ts";
import { implement } from "../runtime/rpc/implement.ts";
import { startRpcServer } from "../runtime/rpc/server.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import { createTelemetry } from "../runtime/telemetry/telemetry.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { followStore } from "../runtime/time/follow-store.ts";
import { StoreClock } from "../runtime/time/store-clock.ts";
import { probeWrites, type Store, storeTime } from "../store/for-accounts.ts";
import { createKeyUse } from "./key-use.ts";
import { accountsHandlers } from "./rpc/handlers.ts";

export interface AccountsOptions {
  /** The caller closes it, after `stop`. */
  readonly store: Store;
  /** The machine's clock; the service itself uses the store's time. */
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly destinations: Destinations;
  readonly log: Logger;
  /** `host:port`, where port 0 lets the system choose one, or `unix:/path`. */
  readonly listen: string;
  readonly access: RpcAccess;
  /** A folder on the store's disk; null or absent: the disk is on another machine. */
  readonly storeDisk?: string | null;
}

/** A running accounts service. */
export interface RunningAccounts {
  readonly port: number;
  /** Takes no new calls; finishes those in flight and their notes of key use. */
  stop(): Promise<void>;
}

/**
 * Starts the accounts service. Its health check reports serving while the store answers.
 *
 * @throws when the address cannot be bound
 */
export async function startAccounts(options: AccountsOptions): Promise<RunningAccounts> {
  const { store, keys, destinations, log, listen, access } = options;
  const clock = new StoreClock(options.clock);
  const telemetry = createTelemetry("accounts");
  const keyUse = createKeyUse(store, clock, log);
  const server = await startRpcServer({
    errorKinds,
    address: listen,
    access,
    services: [
      implement(AccountsServiceService, accountsHandlers({ store, clock, keys, keyUse, destinations })),
      implement(TelemetryServiceService, telemetry.handlers),
    ],
    descriptors,
    log,
  });
  server.setServing(false);
  const { setServing } = server;
  const watch = followStore({
    storeTime: () => storeTime(store),
    write: () => whileThereIsRoom(options.storeDisk ?? null, () => probeWrites(store, "accounts")),
    clock,
    log,
    telemetry,
    setServing,
  });
  return {
    port: server.port,
    async stop() {
      await watch.stop();
      await server.stop();
      await keyUse.settled();
    },
  };
}
