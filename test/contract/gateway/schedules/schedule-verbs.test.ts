import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServiceError } from "../../../../services/runtime/errors.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

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

const reused = ["idempotency_key_reused", 422] as const;
const notEditable = ["schedule_not_editable", 409] as const;
const notFinished = ["schedule_not_finished", 409] as const;
const notOneShot = ["not_a_one_shot", 409] as const;
const inPast = ["fire_at_in_past", 422] as const;

for (const [verb, object, made, refusals] of [
  ["clone", "schedule", "sch_clone", [reused, inPast]],
  ["trigger", "delivery", "dlv_trigger", [reused, notEditable]],
  ["replay", "schedule", "sch_replay", [reused, notFinished, notOneShot]],
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

    for (const [code, status] of refusals) {
      it(`answers ${status} to ${code}`, async () => {
        stars.memory.failNext = new ServiceError(code, "No.");
        const reply = await send(verb);
        expect([reply.status, reply.json.error.code]).toEqual([status, code]);
      });
    }

    it("answers 404 for a schedule that is not there, 401 without a key", async () => {
      const { status, json } = await stars.send("POST", `/v1/schedules/sch_x/${verb}`);
      expect([status, json.error.code]).toEqual([404, "schedule_not_found"]);
      expect((await send(verb, undefined, { authorization: "" })).status).toBe(401);
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
