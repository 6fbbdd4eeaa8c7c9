import { describe, expect, it } from "vitest";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { createResolver, defaultResolverLimits } from "./resolve.ts";

/** A system that answers when told to. */
function heldSystem() {
  const asked: { name: string; answer: (addresses: string[]) => void; fail: (code: string) => void }[] = [];
  const ask = (name: string) =>
    new Promise<string[]>((answer, reject) => {
      asked.push({ name, answer, fail: (code) => reject(Object.assign(new Error(), { code })) });
    });
  return { asked, ask };
}

const limits = { ...defaultResolverLimits, deadlineMs: 100, keepMs: 50, maxNames: 2, maxQuestions: 3 };

describe("createResolver", () => {
  it("asks once for all who want a name at the same time, and keeps the answer briefly", async () => {
    const standing = standingClock();
    const { clock, move } = standing;
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const both = Promise.all([resolve("a"), resolve("a")]);
    asked[0]?.answer(["8.8.8.8"]);
    expect(await both).toEqual([["8.8.8.8"], ["8.8.8.8"]]);
    move(49);
    await resolve("a");
    expect(asked).toHaveLength(1);
    expect(standing.timerCount).toBe(0);
    move(1);
    const again = resolve("a");
    expect(asked).toHaveLength(2);
    asked[1]?.answer(["1.1.1.1"]);
    expect(await again).toEqual(["1.1.1.1"]);
  });

  it("gives up at the deadline, and joins the question that is still out", async () => {
    const { clock, move } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const first = resolve("slow");
    move(100);
    await expect(first).rejects.toThrow("did not answer within 100 ms");
    move(50);
    const second = resolve("slow");
    expect(asked).toHaveLength(1);
    asked[0]?.answer(["8.8.8.8"]);
    expect(await second).toEqual(["8.8.8.8"]);
  });

  it("says why there is no address", async () => {
    const { clock } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const [none, away, empty] = [resolve("none"), resolve("away"), resolve("empty")];
    asked[0]?.fail("ENOTFOUND");
    asked[1]?.fail("EAI_AGAIN");
    asked[2]?.answer([]);
    await expect(none).rejects.toThrow("does not exist");
    await expect(away).rejects.toThrow("EAI_AGAIN");
    await expect(empty).rejects.toThrow("no address");
  });

  it("forgets the oldest name past its bound, and refuses more questions than its bound", async () => {
    const { clock } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const names = ["a", "b", "c"].map((name) => resolve(name));
    await expect(resolve("d")).rejects.toThrow("too many names");
    for (const each of asked) each.answer(["8.8.8.8"]);
    await Promise.all(names);
    await resolve("c");
    expect(asked).toHaveLength(3);
    void resolve("a");
    expect(asked).toHaveLength(4);
  });
});
