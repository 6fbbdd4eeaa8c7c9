import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "./constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const endpoint = "https://example.com/hook";

describe("a bulk create", () => {
  const bulk = (items: unknown) => stars.send("POST", "/v1/schedules/bulk", { items });

  it("takes what is right and rejects the rest in place", async () => {
    const good = { endpoint, delay: "1h" };
    const { json } = await bulk([
      good,
      { ...good, method: "FETCH" },
      5,
      { ...good, endpoint: "https://blocked.example/" },
      { ...good, idempotency_key: "b1" },
      { ...good, idempotency_key: "b1" },
      { ...good, body: "\ud800" },
    ]);
    expect(json.accepted.map(({ index }: { index: number }) => index)).toEqual([0, 4]);
    expect(json.rejected.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
      [1, "invalid_method"],
      [2, "invalid_parameter"],
      [3, "endpoint_blocked"],
      [5, "conflict"],
      [6, "invalid_json"],
    ]);
  });

  it("sends a thousand in calls of at most 500, bodies as written", async () => {
    const before = stars.memory.createCalls.length;
    const item = `{"endpoint":"${endpoint}","delay":"1h","body":1e400}`;
    const { json } = await stars.send(
      "POST",
      "/v1/schedules/bulk",
      `{"items":[${Array(1_000).fill(item).join()}]}`,
    );
    expect(json.accepted).toHaveLength(1_000);
    const calls = stars.memory.createCalls.slice(before);
    expect(calls.map((items) => items.length)).toEqual([500, 500]);
    expect(calls[1]?.[499]?.fields?.body?.toString()).toBe("1e400");
  });

  it("fails whole when it cannot be read as one", async () => {
    expect((await bulk(undefined)).json.error).toMatchObject({ code: "invalid_parameter", param: "items" });
    expect((await bulk([])).json.error.param).toBe("items");
    expect((await bulk(Array(1_001).fill({}))).json.error.message).toMatch(/at most 1000/);
  });
});
