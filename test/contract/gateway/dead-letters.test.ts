import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const replay = (body: object, headers?: Record<string, string>) =>
  stars.send("POST", "/v1/dead-letters/replay", body, headers);

describe("POST /v1/dead-letters/replay", () => {
  it("answers how many", async () => {
    const { status, json } = await replay({ ids: ["dlv_1", "dlv_2"], over: "10m", fresh_key: true });
    expect([status, json]).toEqual([200, { object: "dead_letter_replay", replayed: 2 }]);
    expect(stars.memory.lastList).toMatchObject({ ids: ["dlv_1", "dlv_2"], over: "10m", freshKey: true });
  });

  it("says when an Idempotency-Key had made them before", async () => {
    const made = await replay({ ids: ["dlv_1"] }, { "idempotency-key": "new" });
    expect([made.status, made.headers.get("idempotent-replayed")]).toEqual([200, null]);
    const again = await replay({ ids: ["dlv_1"] }, { "idempotency-key": "again" });
    expect([again.status, again.headers.get("idempotent-replayed"), again.json.replayed]).toEqual([
      200,
      "true",
      1,
    ]);
  });

  it("hands its filter on, an empty one too", async () => {
    await replay({ filter: { endpoint_id: "ep_1", q: "hook", after: "2026-07-01T11:00:00.5+02:00" } });
    expect(stars.memory.lastList).toMatchObject({
      ids: [],
      freshKey: false,
      filter: { endpointId: "ep_1", search: "hook", createdFromMs: Date.UTC(2026, 6, 1, 9, 0, 0, 500) },
    });
    await replay({ filter: {} });
    expect(stars.memory.lastList).toHaveProperty("filter", expect.any(Object));
  });

  for (const [code, param, status] of [
    ["delivery_not_found", "ids.3", 404],
    ["not_a_dead_letter", "ids.0", 409],
    ["schedule_not_found", "filter.schedule_id", 404],
    ["invalid_duration", "over", 400],
    ["idempotency_key_reused", "idempotency_key", 422],
  ] as const) {
    it(`answers ${status} to ${code}, and says where`, async () => {
      stars.memory.failNext = new ServiceError(code, "No.", param);
      const reply = await replay({ filter: {} });
      expect([reply.status, reply.json.error.code, reply.json.error.param]).toEqual([status, code, param]);
    });
  }

  it("needs the scope replay", async () => {
    const { json } = await replay({ filter: {} }, { authorization: "Bearer sk_reader" });
    expect(json.error.code).toBe("insufficient_scope");
  });

  const wrong: [object, string, string][] = [
    [{ ids: [] }, "invalid_parameter", "ids"],
    [{ ids: Array.from({ length: 10_001 }, () => "dlv_1") }, "invalid_parameter", "ids"],
    [{ ids: [1] }, "invalid_parameter", "ids.0"],
    [{ filter: { state: "expired" } }, "unknown_field", "filter.state"],
    [{ filter: { after: "2026-02-30T00:00:00Z" } }, "invalid_parameter", "filter.after"],
    [{ filter: {}, over: 5 }, "invalid_duration", "over"],
    [{ colour: "red" }, "unknown_field", "colour"],
  ];
  for (const [body, code, param] of wrong) {
    it(`${JSON.stringify(body).slice(0, 60)} is ${code}`, async () => {
      const { json } = await replay(body);
      expect(json.error).toMatchObject({ code, param });
    });
  }
});
