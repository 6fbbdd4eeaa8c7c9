import { afterEach, describe, expect, it } from "vitest";
import { standingClock } from "../../../receiver/standing-clock.ts";
import { startConstellation } from "../fixtures/constellation.ts";
import { at } from "../fixtures/samples.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const key = (name: string) => ({ authorization: `Bearer sk_test_${name}` });

async function start(perSecond: number | null) {
  const time = standingClock(at);
  const rateLimit = perSecond === null ? null : { perSecond, burst: 2 };
  const stars = await startConstellation({ clock: time.clock, rateLimit });
  closing.push(() => stars.stop());
  const ask = async (name: string, path = "/v1/schedules") => {
    const { status, headers, json } = await stars.send("GET", path, undefined, key(name));
    const fields = ["ratelimit", "ratelimit-policy", "retry-after"].map((field) => headers.get(field));
    return { status, fields, code: json.error?.code };
  };
  return { stars, time, ask };
}

describe("a gateway that limits rates", () => {
  it("says what is left, refuses what is too much, and gives back with time", async () => {
    const { time, ask } = await start(1);
    const policy = '"key";q=2;w=2';
    expect((await ask("a")).fields).toEqual(['"key";r=1;t=1', policy, null]);
    expect((await ask("a")).fields).toEqual(['"key";r=0;t=2', policy, null]);
    const refused = await ask("a");
    expect(refused).toEqual({ status: 429, fields: ['"key";r=0;t=2', policy, "1"], code: "rate_limited" });
    expect((await ask("b")).status).toBe(200);
    time.move(1_000);
    expect((await ask("a")).status).toBe(200);
  });

  it("says it in errors too, and counts those", async () => {
    const { ask } = await start(1);
    expect(await ask("a", "/v1/schedules/sch_none")).toMatchObject({
      status: 404,
      fields: ['"key";r=1;t=1', '"key";q=2;w=2', null],
    });
    expect(await ask("reader", "/v1/api-keys")).toMatchObject({
      status: 403,
      fields: ['"key";r=1;t=1', '"key";q=2;w=2', null],
    });
  });

  it("says how long to wait where that is long", async () => {
    const { ask } = await start(0.1);
    for (const _ of [1, 2]) await ask("a");
    expect((await ask("a")).fields).toEqual(['"key";r=0;t=20', '"key";q=2;w=20', "10"]);
  });

  it("leaves alone what needs no key", async () => {
    const { ask } = await start(1);
    for (let count = 0; count < 4; count++)
      expect(await ask("a", "/healthz")).toMatchObject({ status: 200, fields: [null, null, null] });
  });
});

describe("a gateway that was told nothing of rates", () => {
  it("has no limit and says nothing of one", async () => {
    const { ask } = await start(null);
    for (let count = 0; count < 20; count++)
      expect(await ask("a")).toMatchObject({ status: 200, fields: [null, null, null] });
  });
});
