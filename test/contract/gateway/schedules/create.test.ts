import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const endpoint = "https://example.com/hook";
const create = (fields: object = {}, headers?: Record<string, string>) =>
  stars.send("POST", "/v1/schedules", { endpoint, delay: "1h", ...fields }, headers);
const sentBody = (id: string) => stars.memory.schedules.get(id)?.fields.body?.toString();

describe("a create", () => {
  it("answers 201 with the object and its version", async () => {
    const { status, headers, json } = await create({ metadata: { a: "b" } });
    expect([status, headers.get("etag"), json.object, json.fire_at]).toEqual([
      201,
      '"1"',
      "schedule",
      "2026-07-01T09:00:00.000Z",
    ]);
  });

  it("answers 200 to the same idempotency key, from header or body", async () => {
    const first = await create({}, { "idempotency-key": "k1" });
    const again = await create({ idempotency_key: "k1" });
    expect([first.status, again.status, again.headers.get("idempotent-replayed")]).toEqual([
      201,
      200,
      "true",
    ]);
    expect(again.json.id).toBe(first.json.id);
    const differing = await create({ idempotency_key: "k2" }, { "idempotency-key": "k1" });
    expect(differing.json.error).toMatchObject({ code: "invalid_idempotency_key", param: "idempotency_key" });
  });

  it("answers a refusal of the scheduler with its own status", async () => {
    const { status, json } = await create({ endpoint: "https://blocked.example/" });
    expect([status, json.error.code, json.error.param]).toEqual([422, "endpoint_blocked", "endpoint"]);
  });

  it("sends the body as it was written", async () => {
    for (const [written, expected] of [
      ['{"a":1}', '{"a":1}'],
      ["null", "null"],
      ['"text €"', "text €"],
      ['""', ""],
      ["[12345678901234567890, 1e400, -0, 1.0, 0.1]", "[12345678901234567890,1e400,-0,1.0,0.1]"],
      ["1.50", "1.50"],
      ['{"__proto__":{"x":1},"constructor":2}', '{"__proto__":{"x":1},"constructor":2}'],
    ] as const) {
      const { json } = await stars.send(
        "POST",
        "/v1/schedules",
        `{"endpoint":"${endpoint}","delay":"1h","body":${written}}`,
      );
      expect(sentBody(json.id)).toBe(expected);
      expect([json.has_body, json.body_bytes]).toEqual([true, Buffer.byteLength(expected)]);
    }
    const { json } = await create();
    expect([json.has_body, json.body_bytes]).toEqual([false, 0]);
  });

  it("goes with others that come at the same time in few calls", async () => {
    const before = stars.memory.createCalls.length;
    const held = Promise.withResolvers<void>();
    stars.memory.hold = held.promise;
    const received = stars.received(40);
    const creates = Array.from({ length: 40 }, () => create());
    await received;
    held.resolve();
    const replies = await Promise.all(creates);
    stars.memory.hold = Promise.resolve();
    expect(new Set(replies.map(({ json }) => json.id)).size).toBe(40);
    expect(stars.memory.createCalls.length - before).toBeLessThanOrEqual(10);
  });
});

describe("a field that is wrong", () => {
  const table: [object, string, string, RegExp][] = [
    [{ method: "FETCH" }, "invalid_method", "method", /one of GET, POST, PUT, PATCH, DELETE/],
    [{ method: 7 }, "invalid_method", "method", /a string/],
    [
      { retry_policy: { max_attempts: 51 } },
      "invalid_retry_policy",
      "retry_policy.max_attempts",
      /at most 50/,
    ],
    [
      { retry_policy: { rules: [{ status: "4xx" }] } },
      "invalid_retry_policy",
      "retry_policy.rules.0.action",
      /needed/,
    ],
    [{ retry_policy: { tries: 3 } }, "unknown_field", "retry_policy.tries", /no field/],
    [{ metadata: { a: 1 } }, "invalid_metadata", "metadata.a", /a string/],
    [{ metadata: { ["k".repeat(41)]: "v" } }, "invalid_metadata", "metadata", /at most 40/],
    [{ headers: { a: "x".repeat(4097) } }, "invalid_header", "headers.a", /at most 4096/],
    [{ max_runs: 0 }, "invalid_bounds", "max_runs", /at least 1/],
    [{ name: "" }, "invalid_parameter", "name", /at least 1 character/],
    [{ name: "\ud800" }, "invalid_parameter", "name", /Unicode/],
    [{ delay: 5 }, "invalid_duration", "delay", /a string or null, such as "5s"/],
    [
      { retry_policy: { delays: [30] } },
      "invalid_retry_policy",
      "retry_policy.delays.0",
      /a string, such as "30s"/,
    ],
    [{ fireAt: "2027-07-01T09:00:00Z" }, "unknown_field", "fireAt", /did you mean `fire_at`\?/],
    [{ retry_policy: { max_retries: 3 } }, "unknown_field", "retry_policy.max_retries", /no field/],
    [{ retry_policy: { jiter: true } }, "unknown_field", "retry_policy.jiter", /did you mean `jitter`\?/],
    [{ colour: "red" }, "unknown_field", "colour", /no field/],
    [{ constructor: 1 }, "unknown_field", "constructor", /no field/],
    [{ idempotency_key: "" }, "invalid_idempotency_key", "idempotency_key", /at least 1/],
    [{ body: "\udfff" }, "invalid_json", "", /Unicode/],
  ];
  for (const [fields, code, param, message] of table) {
    it(`${JSON.stringify(fields).slice(0, 60)} is ${code}`, async () => {
      const { json } = await create(fields);
      expect(json.error).toMatchObject({ code, param: param === "" ? null : param });
      expect(json.error.message).toMatch(message);
    });
  }

  it("is found in `__proto__` without touching any prototype", async () => {
    const { json } = await stars.send("POST", "/v1/schedules", '{"__proto__":{"admin":true}}');
    expect(json.error).toMatchObject({ code: "unknown_field", param: "__proto__" });
    expect("admin" in {}).toBe(false);
  });

  it("may be null, which means not given", async () => {
    const { status } = await create({
      method: null,
      headers: null,
      retry_policy: null,
      name: null,
      idempotency_key: null,
    });
    expect(status).toBe(201);
  });
});
