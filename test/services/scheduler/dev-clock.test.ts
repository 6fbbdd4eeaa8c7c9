import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caller, type ServedScheduler, serveScheduler } from "../fixtures/serve-scheduler.ts";

let scheduler: ServedScheduler;
beforeAll(async () => {
  scheduler = await serveScheduler();
});
afterAll(() => scheduler.close());

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
    expect(await scheduler.query("SHOW TABLES LIKE 'dev%'")).toEqual([]);
  });
});
