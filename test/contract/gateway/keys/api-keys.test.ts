import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productVersion } from "../../../../gateway/product-version.ts";
import { standingClock } from "../../../receiver/standing-clock.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { at } from "../fixtures/samples.ts";

const time = standingClock(at);
let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation({ clock: time.clock });
});
afterAll(() => stars.stop());

const create = (body: object, headers?: Record<string, string>) =>
  stars.send("POST", "/v1/api-keys", body, headers);

describe("an API key", () => {
  it("is shown when it is made, and when it is replaced", async () => {
    const made = await create({ name: "ci", scopes: ["read", "write"] });
    expect([made.status, made.json.key, made.json.scopes]).toEqual([201, "sk_test_new", ["read", "write"]]);
    const rotated = await stars.send("POST", "/v1/api-keys/key_1/rotate");
    expect([rotated.status, rotated.json.key]).toEqual([201, "sk_test_new"]);
    const revoked = await stars.send("POST", "/v1/api-keys/key_1/revoke");
    expect([revoked.status, revoked.json.revoked_at]).toEqual([200, "2026-07-01T09:00:00.000Z"]);
    const list = await stars.send("GET", "/v1/api-keys?include_total=true");
    expect(list.json).toMatchObject({
      total: 2,
      next_cursor: "next",
      data: [{ hint: "sk_test_AbCd...WxYz" }, {}],
    });
    for (const { text } of [revoked, list]) expect(text).not.toContain("sk_test_new");
  });

  it("is shown again to the same request with its Idempotency-Key", async () => {
    const ask = (key: string) => create({ name: "ci", scopes: ["read"] }, { "idempotency-key": key });
    const made = await ask("new");
    expect([made.status, made.headers.get("idempotent-replayed")]).toEqual([201, null]);
    const again = await ask("again");
    expect([again.status, again.headers.get("idempotent-replayed"), again.json.key]).toEqual([
      200,
      "true",
      "sk_test_new",
    ]);
    expect((await ask("x".repeat(256))).json.error.code).toBe("invalid_idempotency_key");
  });

  const wrong: [object, string, string][] = [
    [{ scopes: ["read"] }, "invalid_parameter", "name"],
    [{ name: "", scopes: ["read"] }, "invalid_parameter", "name"],
    [{ name: "a" }, "invalid_parameter", "scopes"],
    [{ name: "a", scopes: [] }, "invalid_parameter", "scopes"],
    [{ name: "a", scopes: ["root"] }, "invalid_parameter", "scopes.0"],
    [{ name: "a", scopes: ["read"], mode: "live" }, "unknown_field", "mode"],
  ];
  for (const [body, code, param] of wrong) {
    it(`of ${JSON.stringify(body)} is ${code}`, async () => {
      expect((await create(body)).json.error).toMatchObject({ code, param });
    });
  }

  it("is a matter for admins", async () => {
    const headers = { authorization: "Bearer sk_test_writer" };
    for (const [method, path, body] of [
      ["GET", "/v1/api-keys", undefined],
      ["POST", "/v1/api-keys", { name: "a", scopes: ["admin"] }],
      ["POST", "/v1/api-keys/key_1/rotate", undefined],
      ["POST", "/v1/api-keys/key_1/revoke", undefined],
    ] as const) {
      const { json } = await stars.send(method, path, body, headers);
      expect(json.error.code).toBe("insufficient_scope");
    }
  });

  it("that was revoked is refused within five seconds, by a gateway that knew it as well", async () => {
    const ask = () =>
      stars.send("GET", "/v1/schedules", undefined, { authorization: "Bearer sk_test_leaked" });
    expect((await ask()).status).toBe(200);
    stars.memory.revoked.add("sk_test_leaked");
    time.move(5_000);
    expect((await ask()).json.error.code).toBe("invalid_api_key");
  });
});

describe("whoAmI", () => {
  const ask = (key: string) => stars.send("GET", "/v1/whoami", undefined, { authorization: `Bearer ${key}` });

  it("tells any key what it is, whose, and what answers it", async () => {
    stars.memory.zoneRules = null;
    expect((await ask("sk_reader")).json.time_zone_rules).toBeNull();
    stars.memory.zoneRules = "2026c";
    const { status, json } = await ask("sk_test_writer");
    expect(status).toBe(200);
    expect(json).toEqual({
      object: "whoami",
      key: { id: "key_of_sk_test_writer", name: "deploy", scopes: ["write"] },
      project: { id: "prj_1", name: "Anvils" },
      mode: "test",
      server_time: "2026-07-01T09:00:00.000Z",
      version: productVersion,
      time_zone_rules: "2026c",
    });
  });

  it("needs a key", async () => {
    const { status, json } = await stars.send("GET", "/v1/whoami", undefined, { authorization: "" });
    expect([status, json.error.code]).toEqual([401, "missing_api_key"]);
    expect((await ask("nobody")).json.error.code).toBe("invalid_api_key");
  });
});
