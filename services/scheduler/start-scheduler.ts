import { randomBytes } from "node:crypto";
import { descriptors } from "../../generated/rpc/descriptors.ts";
import { errorKinds } from "../../generated/rpc/error-codes.ts";
import { SchedulerServiceService } from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import { createDestinations } from "../rules/destinations.ts";
import type { Logger } from "../runtime/logging/logger.ts";
import { whileThereIsRoom } from "../runtime/process/disk-room.ts";
import type { Lifetime } from "../runtime/process/lifecycle.ts";
import { startLoop } from "../runtime/process/loop.ts";
import { implement } from "../runtime/rpc/implement.ts";
import { type RpcServer, startRpcServer } from "../runtime/rpc/server.ts";
import { createKeyRing } from "../runtime/sealing.ts";
import { createTelemetry, type Telemetry } from "../runtime/telemetry/telemetry.ts";
import { startTracer } from "../runtime/telemetry/tracer.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { openMovedClock } from "../runtime/time/follow-moved-clock.ts";
import { followStore } from "../runtime/time/follow-store.ts";
import { StoreClock } from "../runtime/time/store-clock.ts";
import { readStoreTime } from "../runtime/time/watch-store.ts";
import { connectStore, devClockSource, probeWrites, storeTime } from "../store/for-scheduler.ts";
import type { SchedulerConfig } from "./config.ts";
import { noteCreatesIn } from "./create/note-creates.ts";
import { emitDueOccurrences } from "./loops/emit-due-occurrences.ts";
import { createPurge } from "./loops/purge-ended-schedules.ts";
import { productVersion } from "./product-version.ts";
import { schedulerHandlers } from "./rpc/handlers.ts";
import type { Scheduler } from "./scheduler.ts";
import { startZones } from "./zones/start-zones.ts";
import { ZoneBook } from "./zones/zone-book.ts";
import { nodeZoneDatabase, type ZoneDatabase } from "./zones/zone-database.ts";

/**
 * Time between two looks for schedules that are due to be planned. They are planned at least a minute ahead.
 */
const emitEveryMs = 1_000;
/** Time until the next look while the store's time is in doubt. */
const doubtAgainMs = 100;

/**
 * Starts the scheduler: its RPCs, and the loops that plan recurring schedules ahead and follow changes of
 * time zones.
 *
 * @param machine the machine's clock; the schedules themselves use the store's time
 * @param database the time zones of this process
 * @param serverTime as of `connectStore`
 */
export async function startScheduler(
  lifetime: Lifetime,
  config: SchedulerConfig,
  machine: Clock,
  log: Logger,
  database: ZoneDatabase = nodeZoneDatabase,
  serverTime?: () => number,
): Promise<RpcServer> {
  const { databaseUrl: url, storeConnections: connections } = config;
  const store = await lifetime.start(
    "store",
    () => connectStore({ url, connections, ...(serverTime && { serverTime }) }),
    (opened) => opened.close(),
  );
  const real = new StoreClock(machine);
  // Goes on if the store is down now: nothing is planned until its time is known.
  await readStoreTime(real, () => storeTime(store)).catch(() => undefined);
  const moved = config.devClock
    ? await openMovedClock(lifetime, real, log, devClockSource(store, randomBytes(16)))
    : null;
  const clock = moved ?? real;
  const scheduler: Scheduler = {
    store,
    clock,
    devClock: moved && { moved, real },
    keys: createKeyRing(config.sealingKeys),
    destinations: createDestinations(config.egressAllow, real, config.nameServers),
    zones: new ZoneBook(database),
    retentionDays: config.retentionDays,
    plans: config.plans,
  };
  const telemetry = createTelemetry("scheduler");
  const own = { process: "scheduler", version: productVersion, telemetry, log };
  const tracer = await startTracer(lifetime, config.traces, own);
  await startZones(lifetime, scheduler, telemetry, log, () => real.doubt());
  await startLoops(lifetime, scheduler, telemetry, log, () => real.doubt());
  const noteCreates = noteCreatesIn(telemetry, tracer, clock);
  const server = await startServer(
    lifetime,
    config,
    schedulerHandlers(scheduler, noteCreates),
    telemetry,
    log,
  );
  await lifetime.start(
    "watch",
    () =>
      followStore({
        clock: real,
        log,
        telemetry,
        storeTime: () => storeTime(store),
        write: () => whileThereIsRoom(config.storeDisk, () => probeWrites(store, "scheduler")),
        setServing: server.setServing,
      }),
    (loop) => loop.stop(),
  );
  return server;
}

function startServer(
  lifetime: Lifetime,
  config: SchedulerConfig,
  handlers: ReturnType<typeof schedulerHandlers>,
  telemetry: Telemetry,
  log: Logger,
): Promise<RpcServer> {
  return lifetime.start(
    "rpc",
    () =>
      startRpcServer({
        errorKinds,
        address: config.listen,
        access: config.access,
        services: [
          implement(SchedulerServiceService, handlers),
          implement(TelemetryServiceService, telemetry.handlers),
        ],
        descriptors,
        log,
      }),
    (started) => started.stop(),
  );
}

/** Starts the scheduler's loops; they pause while the store's time is in doubt. */
async function startLoops(
  lifetime: Lifetime,
  scheduler: Scheduler,
  telemetry: Telemetry,
  log: Logger,
  doubt: () => string | null,
): Promise<void> {
  const { clock } = scheduler;
  const loop = (name: string, runOnce: () => Promise<number>) =>
    lifetime.start(
      name,
      () => startLoop({ name, clock, log, runOnce }),
      (started) => started.stop(),
    );
  const emitted = telemetry.counter({
    name: "landfall_emitted_deliveries_total",
    help: "Deliveries of recurring schedules that were planned ahead.",
    labels: [],
  });
  const emit = await loop("emit-due-occurrences", async () => {
    if (doubt() !== null) return doubtAgainMs;
    const pass = await emitDueOccurrences(scheduler);
    if (pass.schedules > 0) log.info({ schedules: pass.schedules, deliveries: pass.deliveries }, "emitted");
    for (const { scheduleId, problem } of pass.setAside)
      log.error({ schedule_id: scheduleId, err: problem }, "set aside: it cannot be planned");
    emitted.add({}, pass.deliveries);
    return pass.more ? 0 : emitEveryMs;
  });
  scheduler.devClock?.moved.whenMoved(() => emit.wake());
  const purge = createPurge({ ...scheduler, log });
  await loop("purge-ended-schedules", async () => (doubt() === null ? purge.runOnce() : emitEveryMs));
}
