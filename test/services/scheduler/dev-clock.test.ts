import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";
import { caller } from "../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

describe("a scheduler without a clock that tests can move", () => {
  it("shows none", async () => {
    await expect(scheduler.calls.getDevClock({ caller })).rejects.toMatchObject({ code: "dev_clock_off" });
  });

  it("moves none, whatever is asked", async () => {
    for (const by of ["24h", "nonsense"]) {
      const moving = scheduler.calls.advanceDevClock({ caller, by, to: undefined });
      await expect(moving).rejects.toMatchObject({ code: "dev_clock_off" });
    }
  });

  it("has a store without its tables", async () => {
    expect(await constellation.query("SHOW TABLES LIKE 'dev%'")).toEqual([]);
  });
});
