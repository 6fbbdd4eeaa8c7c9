import { randomBytes } from "node:crypto";
import { descriptors } from "../../generated/rpc/descriptors.ts";
import { errorKinds } from "../../generated/rpc/error-codes.ts";
import { AccountsServiceService } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import type { Destinations } from "../rules/judge-destination.ts";
import type { Plans } from "../rules/plans.ts";
import type { Logger } from "../runtime/logging/logger.ts";
import { whileThereIsRoom } from "../runtime/process/disk-room.ts";
import type { RpcAccess } from "../runtime/rpc/access.ts";
import { implement } from "../runtime/rpc/implement.ts";
import { startRpcServer } from "../runtime/rpc/server.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import { createTelemetry } from "../runtime/telemetry/telemetry.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { followMovedClock } from "../runtime/time/follow-moved-clock.ts";
import { followStore } from "../runtime/time/follow-store.ts";
import { MovedClock } from "../runtime/time/moved-clock.ts";
import { StoreClock } from "../runtime/time/store-clock.ts";
import { readStoreTime } from "../runtime/time/watch-store.ts";
import { devClockSource, probeWrites, type Store, storeTime } from "../store/for-accounts.ts";
import { createKeyUse } from "./key-use.ts";
import { accountsHandlers } from "./rpc/handlers.ts";
import type { SignInConfig } from "./sign-in/config.ts";
import { startSignIn } from "./sign-in/start-sign-in.ts";

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
  /** True: goes by the store's clock that tests can move, and serves test mode alone. */
  readonly devClock?: boolean;
  /** Null or absent: there are no plans. */
  readonly plans?: Plans | null;
  /** Null or absent: nobody signs in. */
  readonly signIn?: SignInConfig | null;
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
  const real = new StoreClock(options.clock);
  // Goes on if the store is down now: until its time is known, this machine's clock is taken.
  await readStoreTime(real, () => storeTime(store)).catch(() => undefined);
  const moved = options.devClock === true ? new MovedClock(real) : null;
  const source = devClockSource(store, randomBytes(16));
  const following = moved === null ? null : await followMovedClock({ moved, real, log, source });
  const clock = moved ?? real;
  const telemetry = createTelemetry("accounts");
  const keyUse = createKeyUse(store, clock, log);
  const people = await startSignIn(options.signIn ?? null, { store, clock, keys, log });
  const server = await startRpcServer({
    errorKinds,
    address: listen,
    access,
    services: [
      implement(
        AccountsServiceService,
        accountsHandlers({
          store,
          clock,
          keys,
          keyUse,
          destinations,
          testModeOnly: moved !== null,
          plans: options.plans ?? null,
          signIn: people.signIn,
        }),
      ),
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
    clock: real,
    log,
    telemetry,
    setServing,
  });
  return {
    port: server.port,
    async stop() {
      await watch.stop();
      await server.stop();
      await people.stop();
      await following?.stop();
      await keyUse.settled();
    },
  };
}
