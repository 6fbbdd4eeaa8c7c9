import { randomBytes } from "node:crypto";
import { type Caller, Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { DispatcherServiceService } from "../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { createSender } from "../../services/dispatcher/attempt/send.ts";
import type { RpcParts } from "../../services/dispatcher/rpc/rpc-parts.ts";
import { dispatcherHandlers } from "../../services/dispatcher/rpc-handlers.ts";
import { parseCidrs } from "../../services/runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../../services/runtime/egress/policy.ts";
import { createResolver } from "../../services/runtime/egress/resolve.ts";
import { createLogger } from "../../services/runtime/logger.ts";
import { openOnLoopback } from "../../services/runtime/rpc/access.ts";
import { openRpcClient, type RpcClient } from "../../services/runtime/rpc/client.ts";
import { implement } from "../../services/runtime/rpc/implement.ts";
import { startRpcServer } from "../../services/runtime/rpc/server.ts";
import { createKeyRing, type KeyRing } from "../../services/runtime/sealing.ts";
import { newUlid, parsePrefixedId, prefixedId } from "../../services/runtime/ulid.ts";
import { insertAttempts } from "../../services/store/attempts/insert-attempts.ts";
import * as dispatcher from "../../services/store/for-dispatcher.ts";
import * as scheduler from "../../services/store/for-scheduler.ts";
import { createTestDatabase } from "../database/create-test-database.ts";
import { type StandingClock, standingClock } from "../receiver/standing-clock.ts";
import { type OneShot, oneShotRows } from "./one-shot-rows.ts";

/** A delivery and its schedule, as callers name them. */
export interface Planned {
  readonly id: string;
  readonly scheduleId: string;
}

/** What an attempt came to, with what a test says of it. */
export type AttemptMade = Partial<dispatcher.AttemptRecord> & Pick<dispatcher.AttemptRecord, "outcome">;

/** The dispatcher's RPCs alone, on a database of their own, with the rights that they have in production. */
export interface ServedDispatcher {
  readonly client: RpcClient<typeof DispatcherServiceService>;
  readonly keys: KeyRing;
  readonly store: dispatcher.Store;
  readonly time: StandingClock;
  /** The same parts that the RPCs have, for what no RPC reaches. */
  readonly parts: RpcParts;
  /** How often the claim was told not to wait. */
  readonly wakeCount: number;
  caller(mode?: Mode): Caller;
  /** A one-shot, a millisecond later than the one before, due now unless it says otherwise. */
  plan(oneShot?: Partial<OneShot>, mode?: Mode): Promise<Planned>;
  /** Claims and begins a delivery that is due: its attempt is on the wire. */
  begin(planned: { readonly id: string }): Promise<dispatcher.ClaimedDelivery>;
  /** Settles what was begun. */
  settle(claimed: dispatcher.ClaimedDelivery, attempt: AttemptMade): Promise<void>;
  /** Writes more attempts of a delivery with these numbers, each a millisecond after the one before. */
  addAttempts(delivery: dispatcher.ClaimedDelivery, numbers: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

const holder = randomBytes(16);
/** Whatever was, or is to be looked at, before an instant. */
const dueBefore = (before: number) => ({ from: 0, before, dueFrom: 0, dueBefore: before });
const states = { succeeded: "succeeded", retry: "retrying", failed: "dead_lettered" } as const;

export async function serveDispatcherRpcs(): Promise<ServedDispatcher> {
  const database = await createTestDatabase();
  const schedulerStore = scheduler.connectStore({ url: database.doorUrl("scheduler"), connections: 2 });
  const store = dispatcher.connectStore({ url: database.doorUrl("dispatcher"), connections: 4 });
  const keys = createKeyRing(`k1:${randomBytes(32).toString("base64")}`);
  // In the middle of a minute, an hour and a month: figures are counted by them.
  const time = standingClock(Date.UTC(2026, 10, 14, 9, 30, 30));
  const log = createLogger("dispatcher", "silent");
  let wakes = 0;
  const claimNow = () => void wakes++;
  const sender = createSender({
    clock: time.clock,
    policy: createEgressPolicy(parseCidrs("127.0.0.0/8")),
    resolve: createResolver(time.clock),
  });
  const parts: RpcParts = { store, clock: time.clock, keys, log, sender, claimNow };
  const handlers = dispatcherHandlers(parts);
  const server = await startRpcServer({
    address: "127.0.0.1:0",
    access: openOnLoopback,
    services: [implement(DispatcherServiceService, handlers)],
    descriptors: null,
    log,
  });
  const client = openRpcClient(DispatcherServiceService, {
    address: `127.0.0.1:${server.port}`,
    idempotent: [],
  });
  const projectId = newUlid(time.clock.now());
  return {
    client,
    keys,
    store,
    time,
    parts,
    get wakeCount() {
      return wakes;
    },
    caller: (mode = Mode.TEST) => ({ projectId: prefixedId("prj", projectId), mode }),
    async plan(oneShot = {}, mode = Mode.TEST) {
      time.move(1);
      const now = time.clock.now();
      const owner = { projectId, mode: mode === Mode.LIVE ? "live" : "test" } as const;
      const rows = oneShotRows(owner, { fireAt: now, ...oneShot }, now);
      await schedulerStore.transact((transaction) => scheduler.insertSchedules(transaction, [rows]));
      const [delivery] = rows.deliveries;
      if (!delivery) throw new Error("a one-shot without a delivery");
      return { id: prefixedId("dlv", delivery.id), scheduleId: prefixedId("sch", rows.schedule.id) };
    },
    async begin({ id }) {
      const now = time.clock.now();
      const claim = { holder, projectId: null, mostRows: 100, mostBytes: 1e6, leaseMs: 60_000 };
      const claimed = await dispatcher.claimDueDeliveries(store, { ...claim, ...dueBefore(now + 1) });
      const wanted = claimed.find((each) => parsePrefixedId("dlv", id)?.equals(each.id));
      if (!wanted) throw new Error("the delivery is not due");
      await dispatcher.beginDeliveries(store, holder, [{ claimed: wanted, profile: null }], now);
      return wanted;
    },
    async settle(claimed, attempt) {
      const now = time.clock.now();
      const nextAttemptAt = attempt.outcome === "retry" ? now + 5_000 : null;
      const made = { ...attemptOf(claimed, attempt.outcome, now), nextAttemptAt, ...attempt };
      const state = states[attempt.outcome];
      const settlement = { delivery: claimed, state, reason: null, nextAttemptAt, attempt: made };
      await dispatcher.settleDeliveries(store, holder, [settlement], now);
    },
    async addAttempts(delivery, numbers) {
      const attempts = numbers.map((number) => {
        time.move(1);
        const attempt = attemptOf(delivery, "succeeded", time.clock.now());
        return { ordinal: 0, attempt: { ...attempt, number } };
      });
      await store.transact((transaction) => insertAttempts(transaction, attempts, time.clock.now()));
    },
    async close() {
      client.close();
      await server.stop();
      await Promise.all([store.close(), schedulerStore.close()]);
      await database.drop();
    },
  };
}

function attemptOf(
  { id: deliveryId, scheduleId, projectId, mode, attemptCount, scheduledFor }: dispatcher.ClaimedDelivery,
  outcome: dispatcher.AttemptOutcome,
  now: number,
): dispatcher.AttemptRecord {
  const isGood = outcome === "succeeded";
  return {
    id: newUlid(now),
    deliveryId,
    scheduleId,
    projectId,
    mode,
    number: attemptCount + 1,
    startedAt: now,
    offsetMs: now - scheduledFor,
    durationMs: 12,
    outcome,
    statusCode: isGood ? 200 : 500,
    errorCode: isGood ? null : "http_status",
    errorMessage: isGood ? null : "The receiver answered 500.",
    responseBytes: 0,
    sealedSnippet: null,
    nextAttemptAt: null,
  };
}
