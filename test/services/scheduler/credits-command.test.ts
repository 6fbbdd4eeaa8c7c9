import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPayments, usage } from "../../../scripts/payments/run-payments.ts";
import { findStore } from "../../../scripts/projects/find-store.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";
import { caller } from "../fixtures/constellation/scheduler.ts";
import { createPrepaid } from "../fixtures/prepaid.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

/** Returns the lines that `npm run payments -- …` prints. */
async function run(...words: string[]): Promise<string[]> {
  const lines: string[] = [];
  const environment = { DATABASE_URL: constellation.database.doorUrl("scheduler") };
  const find = () => findStore(environment, "/");
  await runPayments(words, find, (line) => lines.push(line));
  return lines;
}

describe("npm run payments", () => {
  it("grants runs to a prepaid schedule, and keeps the reason", async () => {
    const { id } = await createPrepaid(constellation, caller, { every: "1h" }, 10);
    expect(await run("grant", id, "5", "for the outage in May")).toEqual([
      `Schedule ${id} got 5 runs; 15 of 15 are left.`,
    ]);
    const entries = await constellation.query(
      "SELECT runs, kind, note FROM credit_entries ORDER BY runs DESC",
    );
    expect(entries).toEqual([
      { runs: 10, kind: "grant", note: null },
      { runs: 5, kind: "grant", note: "for the outage in May" },
    ]);
  });

  it("grants nothing where nothing can be used, and says so in one line", async () => {
    const plain = await scheduler.create({ every: "1h" });
    await expect(run("grant", plain.id, "5", "x")).rejects.toThrow(/is not prepaid/);
    const gone = await createPrepaid(constellation, caller, { every: "1h" }, 10);
    await scheduler.calls.cancelSchedule({ caller, id: gone.id, ifVersion: undefined });
    await expect(run("grant", gone.id, "5", "x")).rejects.toThrow(/is canceled: it can use no more credits/);
    await expect(run("grant", `sch_${"0".repeat(26)}`, "5", "x")).rejects.toThrow(
      /There is no schedule sch_0+/,
    );
    const rows = await constellation.query("SELECT 1 FROM credit_entries WHERE note = 'x'");
    expect(rows).toEqual([]);
  });

  for (const [words, message] of [
    [[], usage],
    [["grant", "sch_1"], usage],
    [["refund", "x", "y", "z"], usage],
    [["grant", "one", "5", "x"], /SCHEDULE must be an id/],
    [["grant", `sch_${"0".repeat(26)}`, "0", "x"], /RUNS must be a whole number from 1 to/],
    [["grant", `sch_${"0".repeat(26)}`, "-5", "x"], /RUNS must be a whole number from 1 to/],
    [["grant", `sch_${"0".repeat(26)}`, "5", " "], /NOTE says why/],
  ] as const) {
    it(`refuses: ${words.join(" ")}`, () => expect(run(...words)).rejects.toThrow(message));
  }
});
