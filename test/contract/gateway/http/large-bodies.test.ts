import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const item = (body: string) => `{"endpoint":"https://example.com/hook","delay":"1h","body":${body}}`;
const bulk = (body: string, headers?: Record<string, string>) =>
  stars.send("POST", "/v1/schedules/bulk", `{"items":[${Array(800).fill(item(body)).join()}]}`, headers);
const large = JSON.stringify("x".repeat(10_000));

describe("large bodies of one project", () => {
  it("are refused past two full bulk creates at once, before anything of theirs is accepted", {
    timeout: 30_000,
  }, async () => {
    const hold = Promise.withResolvers<void>();
    stars.memory.hold = hold.promise;
    const arrived = stars.received(2);
    const working = [bulk(large), bulk(large)];
    await arrived;
    const refused = await bulk(large);
    expect([refused.status, refused.json.error.code]).toEqual([429, "rate_limited"]);
    expect(refused.headers.get("retry-after")).toBe("1");
    // Small requests of the project and large ones of others still work.
    const small = stars.send("POST", "/v1/schedules/preview", item("1"));
    expect((await small).status).toBe(200);
    const others = bulk(large, { authorization: "Bearer sk_test_other" });
    hold.resolve();
    expect((await others).json.accepted).toHaveLength(800);
    for (const { json } of await Promise.all(working)) expect(json.accepted).toHaveLength(800);
    expect(stars.memory.schedules.size).toBe(2_400);
    expect((await bulk(large)).status).toBe(200);
  });
});

describe("small creates beside a large one", () => {
  it("share no call with it", async () => {
    const before = stars.memory.createCalls.length;
    const small = () => stars.send("POST", "/v1/schedules", item('"small"'));
    await Promise.all([bulk(large), small(), small(), small()]);
    const sizes = stars.memory.createCalls
      .slice(before)
      .map((items) => new Set(items.map(({ fields }) => fields?.body?.length)));
    expect(sizes.filter((each) => each.has(5)).every((each) => each.size === 1)).toBe(true);
    // No request holds the store for long.
    for (const items of stars.memory.createCalls.slice(before))
      expect(items.reduce((sum, { fields }) => sum + (fields?.body?.length ?? 0), 0)).toBeLessThan(1_048_577);
  });
});

describe("a body that is over what may be sent", () => {
  it("is refused by the gateway, in each place where one may stand, and travels no further", async () => {
    const tooLarge = item(JSON.stringify("x".repeat(262_145)));
    const before = stars.memory.createCalls.length;
    for (const path of ["/v1/schedules", "/v1/schedules/preview"]) {
      const { status, json } = await stars.send("POST", path, tooLarge);
      expect([status, json.error.code, json.error.param]).toEqual([422, "payload_too_large", "body"]);
    }
    const { json } = await stars.send("POST", "/v1/schedules/bulk", `{"items":[${tooLarge}]}`);
    expect(json.rejected).toMatchObject([{ index: 0, code: "payload_too_large" }]);
    expect(stars.memory.createCalls.length).toBe(before);
    const largest = item(JSON.stringify("x".repeat(262_144)));
    expect((await stars.send("POST", "/v1/schedules/preview", largest)).status).toBe(200);
  });
});
