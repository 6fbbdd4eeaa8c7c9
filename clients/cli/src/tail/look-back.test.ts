import { describe, expect, it } from "vitest";
import { LookBack } from "./look-back.ts";
import { SeenIds } from "./seen-ids.ts";

describe("LookBack", () => {
  it("goes a little back each time, and now and then as far as an attempt may last", () => {
    const from = 1_000_000;
    const looks: number[] = [];
    const lookBack = new LookBack(from, from);
    for (let now = from; now <= from + 600_000; now += 1_000) {
      const after = lookBack.after(now);
      looks.push(now - after);
      lookBack.done(after, now);
    }
    const far = looks.slice(-60).filter((back) => back > 300_000);
    const near = looks.slice(-60).filter((back) => back <= 11_000);
    expect([far.length + near.length, far.length]).toEqual([60, 4]);
  });

  it("goes no further back than it was asked to, and from where it ended after a pause", () => {
    const lookBack = new LookBack(1_000, 1_000);
    lookBack.done(lookBack.after(2_000), 2_000);
    expect(lookBack.after(900_000)).toBe(1_000);
    lookBack.done(1_000, 900_000);
    expect(lookBack.after(901_000)).toBe(890_000);
  });
});

describe("SeenIds", () => {
  it("shows each once, and forgets old ones", () => {
    const seen = new SeenIds();
    expect([seen.isNew("a", 1), seen.isNew("a", 1), seen.isNew("b", 2)]).toEqual([true, false, true]);
    seen.forgetBefore(2);
    expect(seen.size).toBe(1);
  });
});
