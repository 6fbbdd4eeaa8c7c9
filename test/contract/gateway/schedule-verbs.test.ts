import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "./constellation.ts";

let stars: Constellation;
let id: string;
beforeAll(async () => {
  stars = await startConstellation();
  const created = await stars.send("POST", "/v1/schedules", {
    endpoint: "https://example.com/hook",
    delay: "1h",
  });
  id = created.json.id;
});
afterAll(() => stars.stop());

const send = (verb: string, body?: object, headers?: Record<string, string>) =>
  stars.send("POST", `/v1/schedules/${id}/${verb}`, body, headers);

for (const [verb, object, made] of [
  ["clone", "schedule", "sch_clone"],
  ["trigger", "delivery", "dlv_trigger"],
  ["replay", "schedule", "sch_replay"],
] as const) {
  describe(`POST /v1/schedules/{id}/${verb}`, () => {
    it(`answers 201 with the ${object}, 200 when the key made it before`, async () => {
      const first = await send(verb);
      expect(first.status).toBe(201);
      expect(first.json).toMatchObject({ object, id: made });
      expect(first.headers.get("etag")).toMatch(/^"\d+"$/);
      expect(first.headers.get("idempotent-replayed")).toBeNull();
      const again = await send(verb, undefined, { "idempotency-key": "again" });
      expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    });

    it("needs a scope beyond reading, and a key that is not too long", async () => {
      const { json } = await send(verb, undefined, { authorization: "Bearer sk_reader" });
      expect(json.error.code).toBe("insufficient_scope");
      const long = await send(verb, undefined, { "idempotency-key": "x".repeat(256) });
      expect(long.json.error.code).toBe("invalid_idempotency_key");
    });
  });
}

describe("the body of a clone", () => {
  it("names what differs, without its idempotency key; a null is the default", async () => {
    const { status } = await send("clone", { delay: "2h", body: null, idempotency_key: "again" });
    expect(status).toBe(200);
    expect(stars.memory.updatePaths.at(-1)).toEqual(["delay", "body"]);
  });

  it("is refused as that of a create", async () => {
    expect((await send("clone", { colour: "red" })).json.error).toMatchObject({
      code: "unknown_field",
      param: "colour",
    });
    expect((await send("clone", { delay: 5 })).json.error.code).toBe("invalid_duration");
  });

  it("is not taken by a trigger or a replay", async () => {
    for (const verb of ["trigger", "replay"]) {
      expect((await send(verb, { name: "x" })).json.error.code).toBe("unknown_field");
    }
  });
});
