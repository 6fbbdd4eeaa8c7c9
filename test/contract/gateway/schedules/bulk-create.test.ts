import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

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

  it("with an Idempotency-Key answers the same call again what was answered first, whatever the order of members", async () => {
    const good = { endpoint, delay: "1h", metadata: { a: "1", b: "2" } };
    const send = (items: unknown[], key = "bulk-1") =>
      stars.send("POST", "/v1/schedules/bulk", { items }, { "Idempotency-Key": key });
    const items = [
      { ...good, idempotency_key: "own" },
      { ...good, method: "FETCH" },
      { ...good, endpoint: "https://blocked.example/" },
      { ...good, idempotency_key: "own" },
      { ...good, idempotency_key: "bulk-1" },
      good,
    ];
    const first = await send(items);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(first.json.accepted.map(({ index }: { index: number }) => index)).toEqual([0, 5]);
    expect(
      first.json.rejected.map(({ index, code }: { index: number; code: string }) => [index, code]),
    ).toEqual([
      [1, "invalid_method"],
      [2, "endpoint_blocked"],
      [3, "conflict"],
      [4, "conflict"],
    ]);
    const before = stars.memory.schedules.size;
    const again = await send([...items.slice(0, 5), { metadata: { b: "2", a: "1" }, delay: "1h", endpoint }]);
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect(again.json).toEqual(first.json);
    expect(stars.memory.schedules.size).toBe(before);
    // The refusal of each item is documented too.
    const another = await send([...items.slice(0, 1), { ...good, method: "GRAB" }, ...items.slice(2)]);
    expect([another.status, another.json.error.code]).toEqual([422, "idempotency_key_reused"]);
    expect((await send(items, "k".repeat(256))).json.error.code).toBe("invalid_idempotency_key");
  });

  it("tells apart numbers that JSON.parse would not", async () => {
    const send = (body: string) =>
      stars.send(
        "POST",
        "/v1/schedules/bulk",
        `{"items":[{"endpoint":"${endpoint}","delay":"1h","body":{"n":${body}}}]}`,
        { "Idempotency-Key": "numbers" },
      );
    expect((await send("12345678901234567890")).status).toBe(200);
    expect((await send("12345678901234567891")).json.error.code).toBe("idempotency_key_reused");
    expect((await send("12345678901234567890")).status).toBe(200);
  });

  it("fails whole when it cannot be read as one", async () => {
    expect((await bulk(undefined)).json.error).toMatchObject({ code: "invalid_parameter", param: "items" });
    expect((await bulk([])).json.error.param).toBe("items");
    expect((await bulk(Array(1_001).fill({}))).json.error.message).toMatch(/at most 1000/);
  });
});
