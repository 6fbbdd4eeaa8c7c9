import { describe, expect, it } from "vitest";
import { type Arrival, judge } from "./judge.ts";

const arrival = (deliveryId: string, arrivedAt: number, idempotencyKey = deliveryId): Arrival => ({
  deliveryId,
  idempotencyKey,
  scheduledFor: 1_000,
  arrivedAt,
});
const kills = [{ process: "dispatcher:1", at: 5_000 }];
const judged = (...arrivals: Arrival[]) => judge(arrivals, kills, ["a"], 2_000);

describe("what arrived twice", () => {
  for (const [what, first, again, unexplained] of [
    ["was in flight at a kill", 4_000, 9_000, []],
    ["arrived while the process was dying", 5_050, 9_000, []],
    ["had arrived too long before it", 2_900, 9_000, ["a"]],
    ["had arrived after it", 5_200, 9_000, ["a"]],
  ] as const) {
    it(`is ${unexplained.length > 0 ? "not " : ""}explained where it ${what}`, () => {
      const verdict = judged(arrival("a", first), arrival("a", again));
      expect(verdict).toMatchObject({ arrived: 1, repeated: 1, unexplained });
    });
  }

  it("must be explained each time", () => {
    expect(judged(arrival("a", 4_500), arrival("a", 8_000), arrival("a", 9_000)).unexplained).toEqual(["a"]);
  });

  it("must come under the same key", () => {
    expect(judged(arrival("a", 4_500), arrival("a", 8_000, "b")).rekeyed).toEqual(["a"]);
  });
});

describe("what arrived", () => {
  it("must have, where it is called succeeded", () => {
    expect(judged(arrival("b", 1_000)).missing).toEqual(["a"]);
  });

  it("was late by its first arrival", () => {
    const arrivals = Array.from({ length: 100 }, (_, place) => arrival(`${place}`, 1_000 + place));
    expect(judged(...arrivals, arrival("0", 9_000)).lateness).toEqual({ p50: 50, p99: 99, max: 99 });
  });
});
