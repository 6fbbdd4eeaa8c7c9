import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../../generated/openapi/operations.gen.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { type Constellation, startConstellation } from "./constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const endpoint = "https://example.com/hook";
const create = (fields: object = {}, headers?: Record<string, string>) =>
  stars.send("POST", "/v1/schedules", { endpoint, delay: "1h", ...fields }, headers);
const sentBody = (id: string) => stars.memory.schedules.get(id)?.fields.body?.toString();

describe("every operation", () => {
  for (const [id, { method, path, body }] of Object.entries(operations)) {
    it(`${id} answers as documented`, async () => {
      const { json } = await create();
      const at = path.replace("{id}", path.includes("deliveries/{") ? "dlv_1" : json.id);
      const sent =
        id === "bulkCreateSchedules" ? { items: [{ endpoint, delay: "1h" }] } : { endpoint, delay: "1h" };
      const reply = await stars.send(method, at, body === "required" ? sent : undefined);
      expect(reply.status).toBeLessThan(300);
    });
  }
});

describe("paths and methods", () => {
  it("answers 404 where there is nothing, key or no key", async () => {
    for (const path of [
      "/",
      "/v1",
      "/v1/schedule",
      "/v1/schedules/",
      "/v1/schedules//pause",
      "/v1/schedules/%ff",
    ]) {
      const { json } = await stars.send("GET", path, undefined, { authorization: "" });
      expect(json.error).toMatchObject({ type: "not_found_error", code: "route_not_found", param: null });
    }
  });

  it("answers 405 with what the path has", async () => {
    const { status, headers } = await stars.send("PUT", "/v1/schedules/sch_1");
    expect([status, headers.get("allow")]).toEqual([405, "DELETE, GET, HEAD, PATCH"]);
    expect((await stars.send("GET", "/v1/schedules/bulk")).headers.get("allow")).toBe("POST");
  });

  it("answers HEAD like GET, without the body", async () => {
    const { status, text } = await stars.send("HEAD", "/healthz");
    expect([status, text]).toEqual([200, ""]);
  });

  it("takes a sane request id over and makes one otherwise", async () => {
    const sane = await stars.send("GET", "/healthz", undefined, { "x-request-id": "trace-1" });
    expect(sane.headers.get("x-request-id")).toBe("trace-1");
    const odd = await stars.send("GET", "/healthz", undefined, { "x-request-id": "no blanks" });
    expect(odd.headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("answers what is not HTTP in the shape of every error", async () => {
    const text = await raw("NONSENSE\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    expect(text).toContain('"code":"invalid_parameter"');
  });
});

describe("keys", () => {
  it("are needed, known and wide enough", async () => {
    const ask = (authorization: string, method = "GET") =>
      stars.send(method, "/v1/signing-secrets", undefined, { authorization });
    expect((await ask("")).json.error.code).toBe("missing_api_key");
    expect((await ask("Basic abc")).json.error.code).toBe("missing_api_key");
    expect((await ask("Bearer nobody")).json.error.code).toBe("invalid_api_key");
    expect((await ask(`Bearer ${"x".repeat(5_000)}`)).json.error.code).toBe("invalid_api_key");
    expect((await ask("Bearer sk_reader")).json.error.code).toBe("insufficient_scope");
    expect((await ask("bearer sk_test_1")).status).toBe(200);
  });

  it("are asked for once, by many requests at a time and for a while", async () => {
    const asked = () => stars.memory.authenticateCalls.filter((key) => key === "sk_many").length;
    const one = () => stars.send("GET", "/v1/schedules", undefined, { authorization: "Bearer sk_many" });
    await Promise.all(Array.from({ length: 20 }, one));
    await one();
    expect(asked()).toBe(1);
  });
});

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
    const creates = Array.from({ length: 40 }, () => create());
    setTimeout(held.resolve, 100);
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
    [{ delay: 5 }, "invalid_duration", "delay", /a string or null/],
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

describe("a body that cannot be read", () => {
  const deep = `{"body":${"[".repeat(400_000)}${"]".repeat(400_000)}}`;
  const corpus: [string, string | Uint8Array][] = [
    ["nothing", ""],
    ["half", '{"endpoint":'],
    ["an array", "[]"],
    ["null", "null"],
    ["a string", '"x"'],
    ["two values", "{}{}"],
    ["single quotes", "{'a':1}"],
    ["a trailing comma", '{"a":1,}'],
    ["NaN", '{"a":NaN}'],
    ["a control character", '{"a":"\u0001"}'],
    ["not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ["UTF-16", Buffer.from('{"a":1}', "utf16le")],
    ["an abyss", deep],
    ["an abyss with digits", deep.replace("[]", "[1.0]")],
    ["too long", `{"name":"${"x".repeat(1_048_576)}"}`],
  ];
  for (const [name, body] of corpus) {
    it(`(${name}) is invalid_json`, async () => {
      const { status, json } = await stars.send("POST", "/v1/schedules", body);
      expect([status, json.error.code]).toEqual([400, "invalid_json"]);
    });
  }

  it("is answered while the client is still sending", async () => {
    const head = `POST /v1/schedules HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk_test_1\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `80000\r\n${"x".repeat(0x80000)}\r\n`;
    expect(await raw(head + chunk.repeat(3), false)).toMatch(/^HTTP\/1.1 400 [\s\S]*invalid_json/);
  });
});

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

describe("a change", () => {
  it("honours If-Match in all its forms", async () => {
    const { json } = await create();
    const pause = async (tag: string) =>
      (await stars.send("POST", `/v1/schedules/${json.id}/pause`, undefined, { "if-match": tag })).status;
    expect(await pause('"1"')).toBe(200);
    expect(await pause('"1"')).toBe(412);
    expect(await pause('W/"2"')).toBe(200);
    expect(await pause("*")).toBe(200);
    expect(await pause('"1", "4"')).toBe(200);
    for (const bad of ['"1", "2"', "5", '""', '"abc"']) expect(await pause(bad)).toBe(412);
  });

  it("names what it changes, and a null puts back", async () => {
    const { json } = await create({ body: { a: 1 }, name: "n" });
    const { status } = await stars.send("PATCH", `/v1/schedules/${json.id}`, {
      body: null,
      name: null,
      delay: "2h",
    });
    expect(status).toBe(200);
    expect(stars.memory.updatePaths.at(-1)).toEqual(["body", "name", "delay"]);
    expect(stars.memory.schedules.get(json.id)?.fields).toMatchObject({ delay: "2h", body: undefined });
  });

  it("takes no body where none is documented", async () => {
    const { json } = await create();
    const pause = (body: string) => stars.send("POST", `/v1/schedules/${json.id}/pause`, body);
    expect((await pause("{}")).status).toBe(200);
    expect((await pause('{"a":1}')).json.error).toMatchObject({ code: "unknown_field", param: "a" });
    expect((await pause("x")).json.error.code).toBe("invalid_json");
  });

  it("answers a replay with 201, and 200 when it was made before", async () => {
    const replay = (headers: Record<string, string>, body?: object) =>
      stars.send("POST", "/v1/deliveries/dlv_1/replay", body, headers);
    expect((await replay({}, { fresh_key: true })).status).toBe(201);
    const again = await replay({ "idempotency-key": "again" });
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect((await replay({ "idempotency-key": "x".repeat(256) })).json.error.code).toBe(
      "invalid_idempotency_key",
    );
  });
});

describe("a list", () => {
  it("hands its filters on", async () => {
    const query =
      "limit=2&state=active&metadata[team]=a&metadata[__proto__x]=b&created_after=2026-07-01T11:00:00.5%2B02:00&include_total=true";
    await stars.send("GET", `/v1/schedules?${query}`);
    expect(stars.memory.lastList).toMatchObject({
      limit: 2,
      includeTotal: true,
      state: "SCHEDULE_STATE_ACTIVE",
      metadata: { team: "a", __proto__x: "b" },
      createdFromMs: Date.UTC(2026, 6, 1, 9, 0, 0, 500),
    });
  });

  it("answers a page", async () => {
    const { json } = await stars.send("GET", "/v1/deliveries?include_total=true");
    expect(json).toMatchObject({ object: "list", has_more: true, next_cursor: "next", total: 7 });
  });

  const wrong: [string, string, string][] = [
    ["limit=0", "invalid_parameter", "limit"],
    ["limit=101", "invalid_parameter", "limit"],
    ["limit=1e1", "invalid_parameter", "limit"],
    ["limit=", "invalid_parameter", "limit"],
    ["limit=1&limit=2", "invalid_parameter", "limit"],
    ["include_total=1", "invalid_parameter", "include_total"],
    ["state=open", "invalid_parameter", "state"],
    ["cursor=", "invalid_cursor", "cursor"],
    ["colour=red", "unknown_field", "colour"],
    ["__proto__=x", "unknown_field", "__proto__"],
    ["state[a]=b", "unknown_field", "state[a]"],
    ["metadata=x", "invalid_parameter", "metadata"],
    ["metadata[__proto__]=x", "invalid_parameter", "metadata"],
    ["created_after=2026-07-01", "invalid_parameter", "created_after"],
    ["created_after=2026-02-30T00:00:00Z", "invalid_parameter", "created_after"],
    ["created_after=2026-07-01T24:00:00Z", "invalid_parameter", "created_after"],
  ];
  for (const [query, code, param] of wrong) {
    it(`?${query} is ${code}`, async () => {
      const { json } = await stars.send("GET", `/v1/schedules?${query}`);
      expect(json.error).toMatchObject({ code, param });
    });
  }
});

describe("a failure behind the gateway", () => {
  it("has its documented answer, and a defect has a bare one", async () => {
    const get = (error: Error) => {
      stars.memory.failNext = error;
      return stars.send("GET", "/v1/schedules/sch_x");
    };
    expect(
      (await get(new ServiceError("exhausted", "rate_limited", "Slow down."))).headers.get("retry-after"),
    ).toBe("1");
    const defect = await get(new TypeError("secret detail"));
    expect([defect.status, defect.json.error.code]).toEqual([500, "internal_error"]);
    expect(defect.text).not.toContain("secret");
    const stranger = await get(new ServiceError("invalid", "no_such_code", "secret"));
    expect(stranger.json.error.code).toBe("internal_error");
  });

  it("shows in /readyz and leaves /healthz alone", async () => {
    stars.memory.setServing(false);
    const { status, json } = await stars.send("GET", "/readyz");
    expect([status, json.status, json.checks.scheduler]).toEqual([503, "not_ready", "unavailable"]);
    expect((await stars.send("GET", "/healthz")).status).toBe(200);
    stars.memory.setServing(true);
    expect((await stars.send("GET", "/readyz")).status).toBe(200);
  });
});

/** Writes bytes to the gateway and reads until the first answer is there, or the connection's end. */
function raw(bytes: string, untilClosed = true): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(stars.port, "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
      if (!untilClosed && text.includes("request_id")) {
        socket.destroy();
        resolve(text);
      }
    });
    socket.on("end", () => resolve(text)).on("error", reject);
  });
}
