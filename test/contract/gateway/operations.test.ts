import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../../generated/openapi/operations.gen.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const endpoint = "https://example.com/hook";
const create = (fields: object = {}, headers?: Record<string, string>) =>
  stars.send("POST", "/v1/schedules", { endpoint, delay: "1h", ...fields }, headers);

/** Bodies for operations that take one other than a schedule. */
const bodies: Record<string, object> = {
  bulkCreateSchedules: { items: [{ endpoint, delay: "1h" }] },
  createEndpoint: { url: endpoint },
  replayDeadLetters: { filter: {} },
  updateEndpoint: { name: "b" },
  advanceDevClock: { by: "24h" },
  createApiKey: { name: "deploy", scopes: ["read"] },
  startMagicLink: { email: "ada@example.com" },
  updateMe: { display_name: "Ada" },
};

const person = { authorization: "", cookie: "landfall_session=session", origin: "http://landfall.test" };
/** Queries and headers for operations that need some. */
const needs: Record<string, { readonly query?: string; readonly headers?: Record<string, string> }> = {
  openMagicLink: { query: "?token=t1" },
  confirmMagicLink: { query: "?token=t1", headers: person },
  logOut: { headers: person },
  updateMe: { headers: person },
};

/** Ids for paths, by the name of the collection. */
async function someIds(): Promise<Record<string, string>> {
  const schedule = await create();
  const profile = await stars.send("POST", "/v1/endpoints", { url: endpoint });
  return {
    schedules: schedule.json.id,
    deliveries: "dlv_1",
    endpoints: profile.json.id,
    "api-keys": "key_1",
  };
}

describe("every operation", () => {
  for (const [id, { method, path, body }] of Object.entries(operations)) {
    it(`${id} answers as documented`, async () => {
      const ids = await someIds();
      const at = path.replace("{id}", ids[path.split("/")[2] ?? ""] ?? "");
      const sent = bodies[id] ?? { endpoint, delay: "1h" };
      const { query = "", headers } = needs[id] ?? {};
      const reply = await stars.send(
        method,
        `${at}${query}`,
        body === "required" ? sent : undefined,
        headers,
      );
      expect(reply.status).toBeLessThan(400);
    });
  }
});

describe("paths and methods", () => {
  it("answers 404 where there is nothing, key or no key", async () => {
    for (const path of [
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

describe("a failure behind the gateway", () => {
  it("has its documented answer, and a defect has a bare one", async () => {
    const get = (error: Error) => {
      stars.memory.failNext = error;
      return stars.send("GET", "/v1/schedules/sch_x");
    };
    expect((await get(new ServiceError("rate_limited", "Slow down."))).headers.get("retry-after")).toBe("1");
    const defect = await get(new TypeError("secret detail"));
    expect([defect.status, defect.json.error.code]).toEqual([500, "internal_error"]);
    expect(defect.text).not.toContain("secret");
    const stranger = await get(new ServiceError("no_such_code", "secret"));
    expect(stranger.json.error.code).toBe("internal_error");
  });

  it("shows in /readyz and leaves /healthz alone", async () => {
    stars.memory.setServing(false);
    const { status, json } = await stars.send("GET", "/readyz");
    expect([status, json.status, json.checks.scheduler]).toEqual([503, "not_ready", "unavailable"]);
    expect((await stars.send("GET", "/healthz")).status).toBe(200);
    expect(json.reasons).toEqual({});
    stars.memory.problem = "its clock and the store's part";
    const told = (await stars.send("GET", "/readyz")).json;
    expect(told.reasons).toMatchObject({ scheduler: "its clock and the store's part" });
    stars.memory.problem = null;
    stars.memory.setServing(true);
    expect((await stars.send("GET", "/readyz")).json).not.toHaveProperty("reasons");
  });

  it("leaves /readyz without the rules of time zones that nobody tells", async () => {
    expect((await stars.send("GET", "/readyz")).json.time_zone_rules).toBe("2026c");
    stars.memory.failNext = new TypeError("a scheduler of the release before");
    const { status, json } = await stars.send("GET", "/readyz");
    expect([status, "time_zone_rules" in json]).toEqual([200, false]);
  });
});
