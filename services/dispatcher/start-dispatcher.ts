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
import { startTracer } from "../runtime/telemetry/tracer.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { followStore } from "../runtime/time/follow-store.ts";
import { StoreClock } from "../runtime/time/store-clock.ts";
import { readStoreTime } from "../runtime/time/watch-store.ts";
import { devClockSource, probeWrites, type Store, storeTime } from "../store/for-dispatcher.ts";
import { allocateYoung } from "./allocate-young.ts";
import { loadClient } from "./attempt/connections/http-client.ts";
import { productVersion } from "./attempt/request/product-version.ts";
import { createSender, type Sender } from "./attempt/send.ts";
import { takeName } from "./claim/take-name.ts";
import { collectSooner } from "./collect-sooner.ts";
import type { DispatcherConfig } from "./config.ts";
import { type Dispatcher, defaultLimits } from "./dispatcher.ts";
import { createFigures } from "./figures.ts";
import { openClock } from "./open-clock.ts";
import { openStores } from "./open-stores.ts";
import { dispatcherHandlers } from "./rpc/handlers.ts";
import type { RpcParts } from "./rpc/rpc-parts.ts";
import { type Dispatching, startDispatching } from "./start-dispatching.ts";
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
  const own = { process: "dispatcher", version: productVersion, telemetry, log };
  const tracer = await startTracer(lifetime, config.traces, own);
  const keys = createKeyRing(config.sealingKeys);
  const { store, reads, upkeep } = await openStores(lifetime, config);
  const name = await lifetime.start(
    "name",
    () => takeName(config.name, { store: upkeep, clock: machine, log, signal: lifetime.signal }),
    (taken) => taken.release(),
  );
  const real = new StoreClock(machine);
  await readStoreTime(real, () => storeTime(store));
  const { clock, aheadMs, whenMoved } = await openClock(
    lifetime,
    config.devClock,
    real,
    log,
    devClockSource(upkeep, name.holder),
  );
  const dispatcher: Dispatcher = {
    store,
    clock,
    aheadMs,
    doubt: () => real.doubt(),
    keys,
    log,
    sender: await openSender(config, real),
    figures: createFigures(telemetry),
    tracer,
    random: Math.random,
    holder: name.holder,
    limits: { ...defaultLimits, originMaxPerSecond: config.originMaxPerSecond },
  };
  const dispatching = await lifetime.start(
    "dispatching",
    () => startDispatching(dispatcher),
    (started) => started.stop(config.drainMs),
  );
  whenMoved(dispatching.claimNow);
  addGauges(telemetry, dispatching);
  const { holder, doubt } = dispatcher;
  const { onTimeMs, retentionDays } = config;
  await lifetime.start(
    "upkeep",
    () => startUpkeep({ store: upkeep, clock, log, holder, onTimeMs, retentionDays }, telemetry, doubt),
    (started) => started.stop(),
  );
  const server = await lifetime.start(
    "rpc",
    () => serve(config, telemetry, log, { ...dispatcher, store: reads, claimNow: dispatching.claimNow }),
    (started) => started.stop(),
  );
  await lifetime.start(
    "watch",
    () => watchStore(config, { clock: real, log, telemetry, store, setServing: server.setServing }),
    (loop) => loop.stop(),
  );
  return server;
}

/** Opens the HTTP client for deliveries, with the egress policy of the config. */
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

function addGauges(telemetry: Telemetry, { counts, openBreakers }: Dispatching): void {
  const gauge = (name: string, help: string, read: () => number) =>
    telemetry.gauge({ name, help, labels: [] }, read);
  gauge("landfall_held_deliveries", "Deliveries that this process holds a lease on.", () => counts.rows);
  gauge("landfall_held_bytes", "What they take in memory, roughly.", () => counts.bytes);
  gauge(
    "landfall_waiting_deliveries",
    "Held deliveries that have not begun.",
    () => counts.queued + counts.waiting,
  );
  gauge(
    "landfall_open_breakers",
    "Destinations of a project that get nothing but probes, since attempts failed in a row.",
    openBreakers,
  );
  gauge("landfall_attempts_in_flight", "Attempts that have begun and not ended.", () => counts.open);
}
