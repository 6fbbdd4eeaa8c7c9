import { errorKinds } from "../../../generated/rpc/error-codes.ts";
import { AccountsServiceService } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { DispatcherServiceService } from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleState,
} from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import {
  type CreateScheduleItem,
  SchedulerServiceService,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { TelemetryServiceService } from "../../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { createLogger } from "../../../services/runtime/logger.ts";
import { openOnLoopback } from "../../../services/runtime/rpc/access.ts";
import { implement } from "../../../services/runtime/rpc/implement.ts";
import { startRpcServer } from "../../../services/runtime/rpc/server.ts";
import { createTelemetry } from "../../../services/runtime/telemetry/telemetry.ts";
import { type AccountsMemory, accountsInMemory } from "./accounts-in-memory.ts";
import { awaitNamesIn, createsInMemory, type NamesMemory } from "./creates-in-memory.ts";
import { type DispatcherMemory, dispatcherInMemory } from "./dispatcher-in-memory.ts";
import { at, ledgerOf, scheduleOf } from "./samples.ts";

/** Describes what the services were asked, and what they hold. */
export interface Memory extends AccountsMemory, NamesMemory, DispatcherMemory {
  readonly port: number;
  readonly schedules: Map<string, { schedule: Schedule; fields: ScheduleFields }>;
  /** The items of every CreateSchedules call. */
  readonly createCalls: CreateScheduleItem[][];
  /** Thrown by the next call that names a schedule or replays dead letters. */
  failNext: Error | null;
  /** Null: the scheduler cannot say. */
  zoneRules: string | null;
  /** Why the services say that they do not serve. */
  problem: string | null;
  /** Holds CreateSchedules back until it resolves. */
  hold: Promise<void>;
  setServing(serving: boolean): void;
  stop(): Promise<void>;
}

/** Real gRPC servers with the smallest services that could be: they keep everything in memory. */
export async function startServicesInMemory(): Promise<Memory> {
  const state: Omit<Memory, "port" | "setServing" | "stop"> = {
    schedules: new Map(),
    createCalls: [],
    authenticateCalls: [],
    revoked: new Set(),
    endpoints: new Map(),
    updatePaths: [],
    lastList: null,
    failNext: null,
    sent: 0,
    punctualityCalls: 0,
    zoneRules: "2026c",
    problem: null,
    hold: Promise.resolve(),
    awaited: [],
    names: Promise.resolve(),
  };
  const failing = () => {
    const error = state.failNext;
    state.failNext = null;
    if (error !== null) throw error;
  };
  const find = (id: string) => {
    failing();
    const found = state.schedules.get(id);
    if (found === undefined) throw new ServiceError("schedule_not_found", "No schedule has this id.");
    return found;
  };
  const change = async (request: { id: string; ifVersion?: number | undefined }, next: Partial<Schedule>) => {
    const found = find(request.id);
    if (request.ifVersion !== undefined && request.ifVersion !== found.schedule.version) {
      throw new ServiceError("version_mismatch", "The schedule has another version.");
    }
    found.schedule = { ...found.schedule, ...next, version: found.schedule.version + 1 };
    return found.schedule;
  };
  const { create, createOnce } = createsInMemory(state.schedules);
  const scheduler = implement(SchedulerServiceService, {
    createSchedules: async ({ items }) => {
      state.createCalls.push(items);
      await state.hold;
      return { results: items.map(create) };
    },
    createSchedulesOnce: (request) => createOnce(request),
    awaitNames: awaitNamesIn(state),
    previewSchedule: async () => ({
      nextRuns: [{ atMs: at, local: "2026-07-01T09:00:00.000Z" }],
      description: "once",
    }),
    getSchedule: async ({ id }) => find(id).schedule,
    listSchedules: async (request) => {
      state.lastList = request;
      return {
        schedules: [...state.schedules.values()].slice(0, request.limit).map(({ schedule }) => schedule),
      };
    },
    updateSchedule: async (request) => {
      state.updatePaths.push(request.paths);
      if (request.fields !== undefined) find(request.id).fields = request.fields;
      return change(request, {});
    },
    cancelSchedule: (request) => change(request, { state: ScheduleState.CANCELED }),
    pauseSchedule: (request) => change(request, { state: ScheduleState.PAUSED }),
    resumeSchedule: (request) => change(request, { state: ScheduleState.ACTIVE }),
    getScheduleLedger: async (request) => {
      state.lastList = request;
      return ledgerOf(find(request.id).schedule.id);
    },
    getLedger: async (request) => {
      state.lastList = request;
      return { ...ledgerOf("sch_1"), nextCursor: request.limit === 7 ? "more" : undefined };
    },
    cloneSchedule: async ({ id, fields, paths, idempotencyKey }) => {
      state.updatePaths.push(paths);
      const schedule = scheduleOf("sch_clone", { ...find(id).fields, ...fields });
      return { schedule, replayed: idempotencyKey === "again" };
    },
    getZoneRules: async () => {
      failing();
      if (state.zoneRules !== null) return { inForce: state.zoneRules, own: state.zoneRules };
      throw new ServiceError("service_unavailable", "away");
    },
    getDevClock: async () => ({ nowMs: at, aheadMs: 0, open: 0 }),
    advanceDevClock: async () => ({ nowMs: at, toMs: at, reached: true, fired: 0, open: 0 }),
    triggerSchedule: async ({ id, idempotencyKey }) => {
      find(id);
      return { deliveryId: "dlv_trigger", replayed: idempotencyKey === "again" };
    },
    replaySchedule: async ({ id, idempotencyKey }) => ({
      schedule: { ...find(id).schedule, id: "sch_replay" },
      replayed: idempotencyKey === "again",
    }),
  });
  const dispatcher = implement(DispatcherServiceService, dispatcherInMemory(state, failing));
  const accounts = implement(AccountsServiceService, accountsInMemory(state));
  const { showStatus, handlers } = createTelemetry("memory");
  showStatus(() => ({ problem: state.problem ?? undefined, clockAheadMs: 0 }));
  const server = await startRpcServer({
    errorKinds,
    address: "127.0.0.1:0",
    access: openOnLoopback,
    services: [scheduler, dispatcher, accounts, implement(TelemetryServiceService, handlers)],
    descriptors: null,
    log: createLogger("memory", "silent"),
  });
  return Object.assign(state, server);
}
