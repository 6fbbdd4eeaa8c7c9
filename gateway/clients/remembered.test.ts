import { describe, expect, it } from "vitest";
import { standingClock } from "../../test/receiver/standing-clock.ts";
import { remembered } from "./remembered.ts";

describe("remembered", () => {
  it("asks once for concurrent calls and for a while, then again", async () => {
    const time = standingClock();
    let asked = 0;
    const ask = remembered(async () => ++asked, 30_000, time.clock);
    expect(await Promise.all([ask("a"), ask("b")])).toEqual([1, 1]);
    time.move(29_999);
    expect(await ask("c")).toBe(1);
    time.move(1);
    expect(await ask("d")).toBe(2);
  });

  it("does not remember a failure", async () => {
    let asked = 0;
    const ask = remembered(
      async () => {
        if (++asked === 1) throw new Error("away");
        return asked;
      },
      30_000,
      standingClock().clock,
    );
    await expect(ask("a")).rejects.toThrow("away");
    expect(await ask("b")).toBe(2);
  });
});
