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
      "limit=2&state=active&metadata[team]=a&metadata[__proto__x]=b&metadata[x%5B0%5D]=c&created_after=2026-07-01T11:00:00.5%2B02:00&include_total=true";
    await stars.send("GET", `/v1/schedules?${query}`);
    expect(stars.memory.lastList).toMatchObject({
      limit: 2,
      includeTotal: true,
      state: "SCHEDULE_STATE_ACTIVE",
      metadata: { team: "a", __proto__x: "b", "x[0]": "c" },
      createdFromMs: Date.UTC(2026, 6, 1, 9, 0, 0, 500),
    });
  });

  it("of a schedule's deliveries takes the filters of the list of all", async () => {
    const query = "state=dead_lettered&after=2026-07-01T00:00:00Z&before=2026-07-02T00:00:00Z&limit=3";
    await stars.send("GET", `/v1/schedules/sch_1/deliveries?${query}`);
    expect(stars.memory.lastList).toMatchObject({
      scheduleId: "sch_1",
      state: "DELIVERY_STATE_DEAD_LETTERED",
      createdFromMs: Date.UTC(2026, 6, 1),
      createdBeforeMs: Date.UTC(2026, 6, 2),
      limit: 3,
    });
    const wrong = await stars.send("GET", "/v1/schedules/sch_1/deliveries?state=open");
    expect(wrong.json.error).toMatchObject({ code: "invalid_parameter", param: "state" });
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
    ["metadata[a][b]=c", "unknown_field", "metadata[a][b]"],
    ["metadata[]=c", "unknown_field", "metadata[]"],
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
