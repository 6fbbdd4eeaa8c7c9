import { describe, expect, it } from "vitest";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { createResolver } from "./resolve.ts";

/** A system resolver that answers when the test says so. */
function heldSystem() {
  const asked: { name: string; answer: (addresses: string[]) => void; fail: (code: string) => void }[] = [];
  const ask = (name: string) =>
    new Promise<string[]>((answer, reject) => {
      asked.push({ name, answer, fail: (code) => reject(Object.assign(new Error(), { code })) });
    });
  return { asked, ask };
}

const limits = {
  deadlineMs: 100,
  keepMs: 50,
  keepPassingMs: 20,
  maxNames: 2,
  questions: { total: 6, perAsker: 3, mostWaiting: 2 },
};
/** A question is asked after its turn has come. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("createResolver", () => {
  it("asks once for concurrent lookups of a name, and keeps the answer briefly", async () => {
    const standing = standingClock();
    const { clock, move } = standing;
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const both = Promise.all([resolve("a"), resolve("a")]);
    await turn();
    asked[0]?.answer(["8.8.8.8"]);
    expect(await both).toEqual([["8.8.8.8"], ["8.8.8.8"]]);
    move(49);
    await resolve("a");
    expect(asked).toHaveLength(1);
    expect(standing.timerCount).toBe(0);
    move(1);
    const again = resolve("a");
    await turn();
    expect(asked).toHaveLength(2);
    asked[1]?.answer(["1.1.1.1"]);
    expect(await again).toEqual(["1.1.1.1"]);
  });

  it("gives up at the deadline, and joins the query that is still running", async () => {
    const { clock, move } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const first = resolve("slow");
    await turn();
    move(100);
    await expect(first).rejects.toThrow("did not answer within 100 ms");
    move(50);
    const second = resolve("slow");
    await turn();
    expect(asked).toHaveLength(1);
    asked[0]?.answer(["8.8.8.8"]);
    expect(await second).toEqual(["8.8.8.8"]);
  });

  it("reports why there is no address, and if that may be temporary", async () => {
    const { clock } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const [none, away, empty] = [resolve("none"), resolve("away"), resolve("empty")];
    await turn();
    asked[0]?.fail("ENOTFOUND");
    asked[1]?.fail("ESERVFAIL");
    asked[2]?.answer([]);
    await expect(none).rejects.toMatchObject({ message: /does not exist/, failure: "none" });
    await expect(away).rejects.toMatchObject({ message: /ESERVFAIL/, failure: "passing" });
    await expect(empty).rejects.toMatchObject({ message: /no address/, failure: "none" });
  });

  it("asks again sooner after a temporary failure than for a name that does not exist", async () => {
    const { clock, move } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const both = Promise.allSettled([resolve("away"), resolve("none")]);
    await turn();
    asked[0]?.fail("ESERVFAIL");
    asked[1]?.fail("ENOTFOUND");
    await both;
    move(20);
    await expect(resolve("none")).rejects.toThrow("does not exist");
    void resolve("away");
    await turn();
    expect(asked.map(({ name }) => name)).toEqual(["away", "none", "away"]);
  });

  it("rejects with isBeingAsked if only known results are wanted, and knows the answer next time", async () => {
    const { clock } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    await expect(resolve("a", { onlyKnown: true })).rejects.toMatchObject({ failure: "asked" });
    const waits = resolve("a");
    await turn();
    asked[0]?.answer(["8.8.8.8"]);
    await waits;
    expect(await resolve("a", { onlyKnown: true })).toEqual(["8.8.8.8"]);
    expect(asked).toHaveLength(1);
  });

  it("forgets the oldest name beyond its limit", async () => {
    const { clock } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const names = ["a", "b", "c"].map((name) => resolve(name));
    await turn();
    for (const each of asked) each.answer(["8.8.8.8"]);
    await Promise.all(names);
    await resolve("c");
    expect(asked).toHaveLength(3);
    void resolve("a");
    await turn();
    expect(asked).toHaveLength(4);
  });

  it("queues unanswered names of one asker behind each other, but not those of others", async () => {
    const { clock, move } = standingClock();
    const { asked, ask } = heldSystem();
    const resolve = createResolver(clock, limits, ask);
    const silent = ["s1", "s2", "s3", "s4", "s5"].map((name) => resolve(name, { by: "loud" }));
    await expect(resolve("s6", { by: "loud" })).rejects.toMatchObject({ failure: "passing" });
    const other = resolve("o", { by: "quiet" });
    await turn();
    expect(asked.map(({ name }) => name)).toEqual(["s1", "s2", "s3", "o"]);
    asked[3]?.answer(["8.8.8.8"]);
    expect(await other).toEqual(["8.8.8.8"]);
    move(100);
    const outcomes = await Promise.allSettled(silent);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
    // The last two have no waiting callers any more, so their turns pass on.
    asked[0]?.fail("ETIMEOUT");
    await turn();
    expect(asked).toHaveLength(4);
  });
});
