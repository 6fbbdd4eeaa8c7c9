import { describe, expect, it } from "vitest";
import { FairTurns, TooManyWaiting } from "./fair-turns.ts";

/** Takes turns and records their order; the test gives each back by hand. */
function stage(total: number, perAsker: number, mostWaiting = 100) {
  const turns = new FairTurns({ total, perAsker, mostWaiting });
  const came: string[] = [];
  const held = new Map<string, (() => void)[]>();
  const take = (asker: string) => {
    void turns.take(asker).then((giveBack) => {
      came.push(asker);
      held.set(asker, [...(held.get(asker) ?? []), giveBack]);
    });
  };
  const giveBack = async (asker: string) => {
    held.get(asker)?.shift()?.();
    await settled();
  };
  return { turns, came, take, giveBack };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("fair turns", () => {
  it("limit one asker and leave the rest to others", async () => {
    const { came, take } = stage(4, 2);
    for (let each = 0; each < 10; each++) take("a");
    take("b");
    await settled();
    expect(came).toEqual(["a", "a", "b"]);
  });

  it("go round the waiting askers, however many turns each waits for", async () => {
    const { came, take, giveBack } = stage(1, 1);
    for (const asker of ["a", "a", "a", "a", "b", "b", "c"]) take(asker);
    await settled();
    for (let each = 0; each < 6; each++) await giveBack(came.at(-1) ?? "");
    expect(came).toEqual(["a", "b", "c", "a", "b", "a", "a"]);
  });

  it("refuse at once what exceeds its asker's limit, and nothing else", async () => {
    const { turns, came, take } = stage(2, 1, 1);
    take("a");
    take("a");
    await expect(turns.take("a")).rejects.toThrow(TooManyWaiting);
    take("b");
    await settled();
    expect(came).toEqual(["a", "b"]);
  });

  it("are returned once, however often they are given back, and also when the work fails", async () => {
    const { turns, came, take } = stage(1, 1);
    await expect(turns.run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const giveBack = await turns.take("a");
    giveBack();
    giveBack();
    take("b");
    take("c");
    await settled();
    expect(came).toEqual(["b"]);
  });
});
