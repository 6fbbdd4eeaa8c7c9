import { describe, expect, it } from "vitest";
import { graceLimit, planOf, quotaPeriod } from "./plans.ts";
import { readPlans } from "./read-plans.ts";

const free = {
  name: "Free",
  monthly_schedules: 2000,
  grace_percent: 10,
  max_bulk_items: 100,
  max_body_bytes: 65_536,
  retention_days: 7,
};
const file = (plans: unknown, usual = "free") => JSON.stringify({ default: usual, plans });

describe("readPlans", () => {
  it("reads plans, with null and what is left out for no limit", () => {
    const { plans, faults } = readPlans(file({ free, big: { name: "Big", monthly_schedules: null } }));
    expect(faults).toEqual([]);
    if (plans === null) throw new Error("no plans");
    expect(plans.usual).toEqual({
      ...{ id: "free", name: "Free", monthlySchedules: 2_000, gracePercent: 10, maxBulkItems: 100 },
      ...{ maxBodyBytes: 65_536, retentionDays: 7 },
    });
    expect(planOf(plans, "big")).toEqual({
      ...{ id: "big", name: "Big", monthlySchedules: null, gracePercent: 0, maxBulkItems: null },
      ...{ maxBodyBytes: null, retentionDays: null },
    });
    expect(planOf(plans, "gone")).toBe(plans.usual);
  });

  for (const [fault, text] of [
    ["it is not a JSON object", "{"],
    ["it is not a JSON object", "[]"],
    ["default names no plan", file({ free }, "other")],
    ["plans has no plan", file({})],
    ["plan is unknown", JSON.stringify({ default: "free", plans: { free }, plan: {} })],
    ["plans.Free! is not named with 1 to 40 of a-z 0-9 _ -", file({ free, "Free!": free })],
    ["plans.b is not an object", file({ free, b: 5 })],
    ["plans.free.name is not 1 to 200 characters", file({ free: { ...free, name: "" } })],
    ["plans.free.seats is unknown", file({ free: { ...free, seats: 1 } })],
    [
      "plans.free.monthly_schedules is neither null nor a whole number from 0 to 1000000000000",
      file({ free: { ...free, monthly_schedules: "2000" } }),
    ],
    [
      "plans.free.max_bulk_items is neither null nor a whole number from 1 to 1000",
      file({ free: { ...free, max_bulk_items: 0 } }),
    ],
    [
      "plans.free.grace_percent is neither null nor a whole number from 0 to 1000",
      file({ free: { ...free, grace_percent: 0.5 } }),
    ],
    ["plans.free.cps is not served yet: leave it out", file({ free: { ...free, cps: { default: 5 } } })],
    ["plans.free.retry is not served yet: leave it out", file({ free: { ...free, retry: {} } })],
    [
      "plans.free.stripe_price is not served yet: leave it out",
      file({ free: { ...free, stripe_price: "p" } }),
    ],
  ]) {
    it(`refuses a file in which ${fault}`, () => {
      const { plans, faults } = readPlans(text ?? "");
      expect(plans).toBeNull();
      expect(faults).toContain(fault);
    });
  }

  it("takes null for what is not served yet, and names every fault", () => {
    expect(readPlans(file({ free: { ...free, cps: null, stripe_price: null } })).faults).toEqual([]);
    expect(readPlans(file({ free: { ...free, name: 1, cps: 1 } }, "x")).faults).toHaveLength(3);
  });
});

describe("graceLimit", () => {
  for (const [limit, percent, grace] of [
    [2_000, 10, 2_200],
    [15, 10, 16],
    [5, 10, 5],
    [0, 10, 0],
    [null, 10, null],
  ] as const) {
    it(`is ${grace} of ${limit} and ${percent} percent`, () => {
      const { plans } = readPlans(
        file({ free: { ...free, monthly_schedules: limit, grace_percent: percent } }),
      );
      expect(plans && graceLimit(plans.usual)).toBe(grace);
    });
  }
});

describe("quotaPeriod", () => {
  it("is the month in UTC", () => {
    expect(quotaPeriod(Date.parse("2026-11-30T23:59:59.999Z"))).toBe(202_611);
    expect(quotaPeriod(Date.parse("2026-12-01T00:00:00.000Z"))).toBe(202_612);
    expect(quotaPeriod(Date.parse("2027-01-01T00:30:00+01:00"))).toBe(202_612);
  });
});
