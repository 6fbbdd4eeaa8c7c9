import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";
import { caller, newCaller } from "../fixtures/constellation/scheduler.ts";
import { createPrepaid } from "../fixtures/prepaid.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

describe("GetPrepaidSchedule", () => {
  it("gives credits, header values and body back to the owner alone", async () => {
    const headers = [{ name: "X-Token", value: "s3cret" }];
    const given = { every: "1h", headers, body: Buffer.from("hello") };
    const made = await createPrepaid(constellation, caller, given, 10);
    const shown = await scheduler.calls.getPrepaidSchedule({ caller, id: made.id });
    expect(shown).toEqual({
      schedule: await scheduler.calls.getSchedule({ caller, id: made.id }),
      credits: { total: 10, used: 0, remaining: 10 },
      headers,
      body: Buffer.from("hello"),
      bodyIsJson: false,
      lastRunAtMs: undefined,
    });
    const other = scheduler.calls.getPrepaidSchedule({ caller: newCaller(), id: made.id });
    await expect(other).rejects.toMatchObject({ code: "schedule_not_found" });
  });

  it("knows no schedule that is not prepaid", async () => {
    const { id } = await scheduler.create({ every: "1h" });
    const asked = scheduler.calls.getPrepaidSchedule({ caller, id });
    await expect(asked).rejects.toMatchObject({ code: "schedule_not_found" });
  });
});

describe("ListPrepaidSchedules", () => {
  it("lists the owner's, newest first, in pages", async () => {
    const owner = newCaller();
    const made: string[] = [];
    for (let each = 0; each < 5; each++) {
      made.unshift((await createPrepaid(constellation, owner, { every: "1h" }, 10)).id);
      constellation.time.move(1);
    }
    const listed: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await scheduler.calls.listPrepaidSchedules({ caller: owner, limit: 2, cursor });
      expect(page.schedules.length).toBeLessThanOrEqual(2);
      listed.push(...page.schedules.map(({ schedule }) => schedule?.id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(listed).toEqual(made);
  });
});
