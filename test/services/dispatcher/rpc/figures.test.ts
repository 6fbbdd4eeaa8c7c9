import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { OverviewPeriod } from "../../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { createBacklogGauges } from "../../../../services/dispatcher/upkeep/measure-backlog.ts";
import { createPurge } from "../../../../services/dispatcher/upkeep/purge-settled-deliveries.ts";
import { createRollUp, type RollUp } from "../../../../services/dispatcher/upkeep/roll-up-attempts.ts";
import type { Upkeep } from "../../../../services/dispatcher/upkeep/upkeep.ts";
import { createLogger } from "../../../../services/runtime/logging/logger.ts";
import { createTelemetry } from "../../../../services/runtime/telemetry/telemetry.ts";
import {
  type Constellation,
  type DispatcherUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

const hourMs = 3_600_000;
let constellation: Constellation<"dispatcher">;
let dispatcher: DispatcherUnderTest;
let upkeep: Upkeep;
let rollUp: RollUp;
beforeAll(async () => {
  constellation = await startConstellation({ dispatcher: {} });
  ({ dispatcher } = constellation);
  // To the middle of a minute, an hour and a month: figures are counted by these.
  constellation.time.move(13 * 24 * hourMs + 30.5 * 60_000);
  upkeep = {
    store: dispatcher.store,
    clock: constellation.time.clock,
    log: createLogger("dispatcher", "silent"),
    holder: randomBytes(16),
    onTimeMs: 300,
    retentionDays: 30,
  };
  rollUp = createRollUp(upkeep);
});
afterAll(() => constellation.close());

async function rollUpAll(): Promise<void> {
  while ((await rollUp.runOnce()) === 0) {}
}

const overview = (mode: Mode = Mode.TEST, period: OverviewPeriod = OverviewPeriod.DAY) =>
  dispatcher.client.calls.getOverview({ caller: dispatcher.caller(mode), period });
const usage = (mode: Mode = Mode.TEST) =>
  dispatcher.client.calls.getUsage({ caller: dispatcher.caller(mode) });
const punctuality = () => dispatcher.client.calls.getPunctuality({});

async function attempt(
  outcome: "succeeded" | "failed",
  offsetMs: number,
  mode: Mode = Mode.TEST,
): Promise<void> {
  await dispatcher.settle(await dispatcher.begin(await dispatcher.plan({}, mode)), { outcome, offsetMs });
}

describe("figures of nothing", () => {
  it("are null rates and zero counts", async () => {
    await rollUpAll();
    expect(await punctuality()).toMatchObject({
      sent: 0,
      onTimeRate: undefined,
      offsetMs: { p50: undefined },
    });
    const empty = await overview();
    expect(empty).toMatchObject({
      activeSchedules: 0,
      successRate: undefined,
      recentVolume: 0,
      failed: 0,
      dead: 0,
    });
    expect(empty.series).toHaveLength(24);
    expect(await usage()).toMatchObject({ schedulesCreated: 0, deliveries: 0, attempts: 0 });
  });
});

describe("figures", () => {
  it("show settled attempts after a pass of the roll-up", async () => {
    await attempt("succeeded", 4);
    await attempt("succeeded", 500);
    await attempt("failed", 7);
    await attempt("succeeded", -20, Mode.LIVE);
    const { id } = await dispatcher.plan({}, Mode.LIVE);
    await dispatcher.settle(await dispatcher.begin({ id }), { outcome: "retry", offsetMs: 301 });
    expect((await overview()).recentVolume).toBe(0);
    await rollUpAll();
    expect(await overview()).toMatchObject({
      successRate: 0.6666,
      recentVolume: 3,
      failed: 1,
      dead: 1,
      offsetMs: { p50: 7, min: 4, max: 500 },
    });
    expect((await overview()).series.at(-1)).toMatchObject({ count: 3, p50: 7 });
    expect(await usage()).toMatchObject({
      schedulesCreated: 3,
      deliveries: 3,
      attempts: 3,
      succeeded: 2,
      deadLettered: 1,
    });
    expect(await usage(Mode.LIVE)).toMatchObject({ schedulesCreated: 2, deliveries: 1, attempts: 2 });
  });

  it("count ended deliveries, also those that ended without an attempt", async () => {
    const { id } = await dispatcher.plan();
    await dispatcher.client.calls.cancelDelivery({ caller: dispatcher.caller(), id });
    await rollUpAll();
    const ended = { succeeded: 2, deadLettered: 1, expired: 0, canceled: 1, skipped: 0 };
    const { series, ...whole } = await overview();
    expect([whole.ended, series.at(-1)?.ended]).toEqual([ended, ended]);
    expect(await usage()).toMatchObject({ deliveries: 3, expired: 0, canceled: 1, skipped: 0 });
  });

  it("report punctuality of live mode, and count early attempts as on time", async () => {
    const live = await punctuality();
    expect(live).toMatchObject({ sent: 2, onTimeRate: 0.5, offsetMs: { p50: 0, p95: 301, p99: 301 } });
    expect(live.updatedAtMs).toBe(constellation.time.clock.now());
    expect((await overview(Mode.LIVE)).offsetMs).toMatchObject({ min: -20 });
  });

  it("leave second attempts and what stands beside the plan out of punctuality", async () => {
    constellation.time.move(5_000);
    const [retried] = (
      await dispatcher.client.calls.listDeliveries({
        caller: dispatcher.caller(Mode.LIVE),
        limit: 1,
        includeTotal: false,
        state: "DELIVERY_STATE_RETRYING",
      })
    ).deliveries;
    await dispatcher.settle(await dispatcher.begin({ id: retried?.id ?? "" }), {
      outcome: "succeeded",
      offsetMs: 9_000,
    });
    await dispatcher.client.calls.replayDelivery({
      caller: dispatcher.caller(Mode.LIVE),
      id: retried?.id ?? "",
      freshKey: false,
    });
    const [replay] = (
      await dispatcher.client.calls.listDeliveries({
        caller: dispatcher.caller(Mode.LIVE),
        limit: 1,
        includeTotal: false,
        state: "DELIVERY_STATE_SCHEDULED",
      })
    ).deliveries;
    await dispatcher.settle(await dispatcher.begin({ id: replay?.id ?? "" }), {
      outcome: "succeeded",
      offsetMs: 1,
    });
    await rollUpAll();
    expect(await punctuality()).toMatchObject({ sent: 2 });
    expect(await overview(Mode.LIVE)).toMatchObject({ recentVolume: 4, successRate: 1 });
  });

  it("tell what needs attention now", async () => {
    const now = constellation.time.clock.now();
    await dispatcher.plan({ fireAt: now + hourMs / 2 });
    await dispatcher.plan({ fireAt: now + 2 * hourMs });
    await dispatcher.plan({ fireAt: now - hourMs });
    expect(await overview()).toMatchObject({ dueSoon: 1, late: 1, activeSchedules: 3 });
    const telemetry = createTelemetry("dispatcher");
    await createBacklogGauges(upkeep, telemetry).runOnce();
    const figures = await telemetry.json();
    for (const [name, value] of [
      ["landfall_overdue_deliveries", 1],
      ["landfall_due_deliveries", 0],
      ["landfall_oldest_overdue_seconds", 3_600],
    ] as const) {
      const metric = JSON.parse(figures).find((each: { name: string }) => each.name === name);
      expect([name, Math.round(metric.values[0].value)]).toEqual([name, value]);
    }
  });

  it("move with the day, stay in the month's usage, and outlive the purged attempts", async () => {
    const before = await usage(Mode.LIVE);
    constellation.time.move(26 * hourMs);
    await rollUpAll();
    expect(await punctuality()).toMatchObject({ sent: 0 });
    expect(await overview(Mode.LIVE)).toMatchObject({ recentVolume: 0, failed: 0 });
    expect(await overview(Mode.LIVE, OverviewPeriod.MONTH)).toMatchObject({ recentVolume: 4 });
    const sameMonth = new Date(constellation.time.clock.now()).getUTCDate() > 2;
    if (sameMonth) expect(await usage(Mode.LIVE)).toEqual(before);
    constellation.time.move(31 * 24 * hourMs);
    const purge = createPurge(upkeep);
    while ((await purge.runOnce()) < 1_000) {}
    const left = await dispatcher.client.calls.listDeliveries({
      caller: dispatcher.caller(),
      limit: 100,
      includeTotal: false,
      state: "DELIVERY_STATE_UNSPECIFIED",
    });
    // Deliveries that were never sent are still there.
    expect(left.deliveries.map(({ state }) => state)).toEqual(Array(3).fill("DELIVERY_STATE_SCHEDULED"));
  });
});
