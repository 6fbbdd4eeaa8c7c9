import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { fields, newCaller } from "../../fixtures/constellation/scheduler.ts";

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ scheduler: {} });
  ({ scheduler } = constellation);
});
afterAll(() => constellation.close());

describe("an idempotency key", () => {
  const keyed = (idempotencyKey: string, given: Parameters<typeof fields>[0], caller = newCaller()) => ({
    idempotencyKey,
    caller,
    fields: fields(given),
  });
  const outcomes = async (...items: ReturnType<typeof keyed>[]) =>
    (await scheduler.tryCreate(items)).map(({ result }) => {
      if (result?.$case === "refused") return result.value.code;
      return result && "id" in result.value ? `${result.$case} ${result.value.id}` : "nothing";
    });

  it("with the same request answers the first schedule, also with headers and metadata in another order", async () => {
    const [one, two] = [
      { name: "a", value: "1" },
      { name: "b", value: "2" },
    ];
    const first = keyed("k", { delay: "1m", headers: [one, two], metadata: { a: "1", b: "2" } });
    const again = keyed(
      "k",
      { delay: "1m", headers: [two, one], metadata: { b: "2", a: "1" } },
      first.caller,
    );
    const [created] = await outcomes(first);
    expect(await outcomes(again)).toEqual([created?.replace("created", "replayed")]);
  });

  it("with another request is refused", async () => {
    const first = keyed("k", { delay: "1m" });
    await outcomes(first);
    expect(await outcomes(keyed("k", { delay: "2m" }, first.caller))).toEqual(["idempotency_key_reused"]);
  });

  it("is another one in another project or mode", async () => {
    const first = keyed("k", { delay: "1m" });
    await outcomes(first);
    const live = { ...first.caller, mode: Mode.LIVE };
    const [elsewhere, inLive] = await outcomes(
      keyed("k", { delay: "2m" }),
      keyed("k", { delay: "3m" }, live),
    );
    expect([elsewhere, inLive]).toEqual([
      expect.stringMatching(/^created/),
      expect.stringMatching(/^created/),
    ]);
  });

  it("used by many calls at the same time makes one schedule", async () => {
    const item = keyed("k", { delay: "1m" });
    const answers = (await Promise.all(Array.from({ length: 8 }, () => outcomes(item)))).flat();
    expect(answers.filter((answer) => answer.startsWith("created"))).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.split(" ")[1])).size).toBe(1);
  });

  it("used twice in one batch makes one schedule", async () => {
    const item = keyed("k", { delay: "1m" });
    const other = keyed("k", { delay: "2m" }, item.caller);
    const [created, replayed, reused] = await outcomes(item, item, other);
    expect(replayed).toBe(created?.replace("created", "replayed"));
    expect(reused).toBe("idempotency_key_reused");
  });

  it("whose first request was refused is free for another request, in the same batch and later", async () => {
    const wrong = keyed("k", { delay: "soon" });
    const right = keyed("k", { delay: "1m" }, wrong.caller);
    const [refused, created, same] = await outcomes(wrong, right, wrong);
    expect(refused).toBe("invalid_duration");
    expect(created).toMatch(/^created/);
    expect(same).toBe("invalid_duration");
    expect(await outcomes(right)).toEqual([created?.replace("created", "replayed")]);
  });
});
