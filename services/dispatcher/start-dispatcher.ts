import { descriptors } from "../../generated/rpc/descriptors.ts";
import { errorKinds } from "../../generated/rpc/error-codes.ts";
import { DispatcherServiceService } from "../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import { createAskNames, systemNames } from "../runtime/egress/ask-names.ts";
import { parseCidrs } from "../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../runtime/egress/policy.ts";
import { createResolver, defaultResolverLimits } from "../runtime/egress/resolve.ts";
import type { Logger } from "../runtime/logging/logger.ts";
import { whileThereIsRoom } from "../runtime/process/disk-room.ts";
import type { Lifetime } from "../runtime/process/lifecycle.ts";
import type { Loop } from "../runtime/process/loop.ts";
import { implement } from "../runtime/rpc/implement.ts";
import { type RpcServer, startRpcServer } from "../runtime/rpc/server.ts";
import { createKeyRing } from "../runtime/sealing.ts";
import { createTelemetry, type Telemetry } from "../runtime/telemetry/telemetry.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { followStore } from "../runtime/time/follow-store.ts";
import { StoreClock } from "../runtime/time/store-clock.ts";
import { readStoreTime } from "../runtime/time/watch-store.ts";
import { connectStore, probeWrites, type Store, storeTime } from "../store/for-dispatcher.ts";
import { allocateYoung } from "./allocate-young.ts";
import { loadClient } from "./attempt/connections/http-client.ts";
import { createSender, type Sender } from "./attempt/send.ts";
import { takeName } from "./claim/take-name.ts";
import { collectSooner } from "./collect-sooner.ts";
import type { DispatcherConfig } from "./config.ts";
import type { Counts } from "./dispatch/counts.ts";
import { type Dispatcher, defaultLimits } from "./dispatcher.ts";
import { createFigures } from "./figures.ts";
import { dispatcherHandlers } from "./rpc/handlers.ts";
import type { RpcParts } from "./rpc/rpc-parts.ts";
import { startDispatching } from "./start-dispatching.ts";
import { startUpkeep } from "./upkeep/start-upkeep.ts";

/**
 * Starts the dispatcher: the delivery loops and the RPC server.
 *
 * @param machine the machine's clock; deliveries go by the store's
 */
export async function startDispatcher(
  lifetime: Lifetime,
  config: DispatcherConfig,
  machine: Clock,
  log: Logger,
): Promise<RpcServer> {
  allocateYoung();
  collectSooner();
  const telemetry = createTelemetry("dispatcher");
  const keys = createKeyRing(config.sealingKeys);
  const open = (name: string, connections: number) =>
    lifetime.start(
      name,
      () => connectStore({ url: config.databaseUrl, connections }),
      (opened) => opened.close(),
    );
  const store = await open("store", config.storeConnections);
  const reads = await open("reads", config.readConnections);
  const upkeep = await open("upkeep-store", config.upkeepConnections);
  const name = await lifetime.start(
    "name",
    () => takeName(config.name, { store: upkeep, clock: machine, log, signal: lifetime.signal }),
    (taken) => taken.release(),
  );
  const clock = new StoreClock(machine);
  await readStoreTime(clock, () => storeTime(store));
  const dispatcher: Dispatcher = {
    store,
    clock,
    doubt: () => clock.doubt(),
    keys,
    log,
    sender: await openSender(config, clock),
    figures: createFigures(telemetry),
    random: Math.random,
    holder: name.holder,
    limits: { ...defaultLimits, originMaxPerSecond: config.originMaxPerSecond },
  };
  const dispatching = await lifetime.start(
    "dispatching",
    () => startDispatching(dispatcher),
    (started) => started.stop(config.drainMs),
  );
  addGauges(telemetry, dispatching.counts);
  const { holder } = dispatcher;
  const { onTimeMs, retentionDays } = config;
  await lifetime.start(
    "upkeep",
    () =>
      startUpkeep(
        { store: upkeep, clock, log, holder, onTimeMs, retentionDays },
        telemetry,
        dispatcher.doubt,
      ),
    (started) => started.stop(),
  );
  const server = await lifetime.start(
    "rpc",
    () => serve(config, telemetry, log, { ...dispatcher, store: reads, claimNow: dispatching.claimNow }),
    (started) => started.stop(),
  );
  await lifetime.start(
    "watch",
    () => watchStore(config, { clock, log, telemetry, store, setServing: server.setServing }),
    (loop) => loop.stop(),
  );
  return server;
}

/** The HTTP client of deliveries, with the guard that the config allows. */
async function openSender(config: DispatcherConfig, clock: StoreClock): Promise<Sender> {
  return createSender({
    clock,
    policy: createEgressPolicy(parseCidrs(config.egressAllow ?? "")),
    resolve: createResolver(
      clock,
      defaultResolverLimits,
      createAskNames({ ...systemNames, servers: config.nameServers }),
    ),
    limits: { connectionsPerOrigin: defaultLimits.inFlightPerLane },
    client: await loadClient(config.httpClient),
  });
}

/** Serves the RPCs of the contract and of telemetry. */
function serve(
  config: DispatcherConfig,
  telemetry: Telemetry,
  log: Logger,
  parts: RpcParts,
): Promise<RpcServer> {
  return startRpcServer({
    errorKinds,
    address: config.listen,
    access: config.access,
    services: [
      implement(DispatcherServiceService, dispatcherHandlers(parts)),
      implement(TelemetryServiceService, telemetry.handlers),
    ],
    descriptors,
    log,
  });
}

/** Parts that `watchStore` needs. */
interface Watched {
  readonly clock: StoreClock;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly store: Store;
  setServing(isServing: boolean): void;
}

/** Follows the store: its time, and whether it can be written to. */
function watchStore(config: DispatcherConfig, { clock, log, telemetry, store, setServing }: Watched): Loop {
  return followStore({
    clock,
    log,
    telemetry,
    storeTime: () => storeTime(store),
    write: () => whileThereIsRoom(config.storeDisk, () => probeWrites(store, "dispatcher")),
    setServing,
  });
}

function addGauges(telemetry: Telemetry, counts: Counts): void {
  const gauge = (name: string, help: string, read: () => number) =>
    telemetry.gauge({ name, help, labels: [] }, read);
  gauge("landfall_held_deliveries", "Deliveries that this process holds a lease on.", () => counts.rows);
  gauge("landfall_held_bytes", "What they take in memory, roughly.", () => counts.bytes);
  gauge(
    "landfall_waiting_deliveries",
    "Held deliveries that have not begun.",
    () => counts.queued + counts.waiting,
  );
  gauge("landfall_attempts_in_flight", "Attempts that have begun and not ended.", () => counts.open);
}
