import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ledger } from "../../../../generated/rpc/landfall/scheduler/v1/ledger.ts";
import type { Schedule, ScheduleFields } from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { newCaller } from "../../fixtures/constellation/scheduler.ts";

const minute = 60_000;
const caller = newCaller();
let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

const bytes = (schedule: Schedule) => parsePrefixedId("sch", schedule.id);
const now = () => constellation.time.clock.now();
const create = (given: Partial<ScheduleFields>) => scheduler.create(given, { caller });
const named = (schedule: Schedule) => ({ caller, id: schedule.id, ifVersion: undefined });
const none = { succeeded: 0, deadLettered: 0, expired: 0, canceled: 0, skipped: 0 };

function ledger(schedule: Schedule): Promise<Ledger> {
  const span = { fromMs: schedule.createdAtMs, toMs: now() + 1 };
  return scheduler.calls.getScheduleLedger({ caller, id: schedule.id, ...span });
}

describe("the ledger of a one-shot", () => {
  it("has its occurrence, sent, canceled ahead of its time or lost", async () => {
    const [sent, canceled, lost] = [
      await create({ delay: "10m" }),
      await create({ delay: "10m" }),
      await create({ delay: "10m" }),
    ];
    await scheduler.calls.cancelSchedule(named(canceled));
    constellation.time.move(20 * minute);
    await constellation.query(
      "UPDATE deliveries SET state = 'succeeded', completed_at = ?, claim_at = NULL, next_attempt_at = NULL WHERE schedule_id = ?",
      [now(), bytes(sent)],
    );
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ?", [bytes(lost)]);
    expect(await ledger(sent)).toMatchObject({ planned: 1, holes: 0, settled: { ...none, succeeded: 1 } });
    expect(await ledger(canceled)).toMatchObject({ planned: 1, holes: 0, settled: { ...none, canceled: 1 } });
    expect(await ledger(lost)).toMatchObject({ planned: 1, holes: 1, settled: none });
  });

  it("has two occurrences where the clock shows its time twice", async () => {
    const dst = { gap: "end", overlap: "both" };
    const at = { localFireAt: "2027-10-31T02:30", timezone: "Europe/Berlin", dst };
    const schedule = await create(at);
    const span = { fromMs: Date.UTC(2027, 9, 31), toMs: Date.UTC(2027, 10, 1) };
    const ask = () => scheduler.calls.getScheduleLedger({ caller, id: schedule.id, ...span });
    expect(await ask()).toMatchObject({ planned: 2, open: 2, holes: 0 });
    await constellation.query("DELETE FROM deliveries WHERE schedule_id = ? LIMIT 1", [bytes(schedule)]);
    constellation.time.move(span.toMs - now());
    expect(await ask()).toMatchObject({ planned: 2, open: 1, holes: 1 });
  });

  it("is that of its owner alone", async () => {
    const schedule = await create({ delay: "10m" });
    const id = schedule.id;
    for (const asked of [
      { caller: newCaller(), id },
      { caller, id: `sch_${randomBytes(8).toString("hex")}` },
    ]) {
      await expect(scheduler.calls.getScheduleLedger(asked)).rejects.toMatchObject({
        code: "schedule_not_found",
      });
    }
  });
});
