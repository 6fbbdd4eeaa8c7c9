import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const url = "https://example.com/hook";
const key = (name: string) => ({ authorization: `Bearer sk_test_${name}` });
const create = (fields: object = {}, headers?: Record<string, string>) =>
  stars.send("POST", "/v1/endpoints", { url, ...fields }, headers);

describe("an endpoint profile", () => {
  it("is answered with all its fields, but no header values", async () => {
    const fields = { name: "n", headers: { "X-A": "secret" }, max_per_second: 0.5, retry_policy: {} };
    const { status, json, headers, text } = await create(fields);
    expect([status, headers.get("etag")]).toEqual([201, '"1"']);
    expect(json).toMatchObject({
      object: "endpoint",
      mode: "test",
      name: "n",
      description: null,
      url,
      header_keys: ["X-A"],
      timeout: null,
      retry_policy: {},
      max_per_second: 0.5,
      max_concurrency: null,
      secret: null,
      state: "enabled",
      breaker: { state: "closed", changed_at: null },
      version: 1,
    });
    expect(text).not.toContain('"secret":"secret"');
  });

  const wrong: [unknown, string, string][] = [
    [{}, "invalid_endpoint", "url"],
    [{ url: null }, "invalid_endpoint", "url"],
    [{ url, name: "" }, "invalid_parameter", "name"],
    [{ url, max_per_second: 0 }, "invalid_parameter", "max_per_second"],
    [{ url, max_concurrency: 1.5 }, "invalid_parameter", "max_concurrency"],
    [{ url, headers: { a: 1 } }, "invalid_header", "headers.a"],
    [{ url, secret: 5 }, "invalid_secret", "secret"],
    [{ url, retry_policy: { max_attempts: 0 } }, "invalid_retry_policy", "retry_policy.max_attempts"],
    [{ url, state: "disabled" }, "unknown_field", "state"],
  ];
  for (const [body, code, param] of wrong) {
    it(`of ${JSON.stringify(body)} is ${code}`, async () => {
      const { json } = await stars.send("POST", "/v1/endpoints", body);
      expect(json.error).toMatchObject({ code, param });
    });
  }

  it("honours If-Match in every change", async () => {
    const { json } = await create();
    const at = `/v1/endpoints/${json.id}`;
    for (const [method, path, body] of [
      ["PATCH", at, { name: "b" }],
      ["POST", `${at}/disable`, undefined],
      ["POST", `${at}/enable`, undefined],
      ["POST", `${at}/rotate-secret`, undefined],
      ["DELETE", at, undefined],
    ] as const) {
      const change = (tag: string) => stars.send(method, path, body, { "if-match": tag });
      expect((await change('"77"')).json.error.code).toBe("version_mismatch");
      const { headers } = await stars.send("GET", at);
      expect((await change(headers.get("etag") ?? "")).status).toBe(200);
    }
    expect((await stars.send("GET", at)).json.error.code).toBe("endpoint_not_found");
  });

  it("is changed in what the PATCH names, where null puts back", async () => {
    const { json } = await create({ name: "n" });
    await stars.send("PATCH", `/v1/endpoints/${json.id}`, { name: null, headers: null });
    expect(stars.memory.updatePaths.at(-1)).toEqual(["name", "headers"]);
    expect(stars.memory.endpoints.get(json.id)?.fields).toMatchObject({ name: undefined, headers: [] });
  });

  it("is found by text", async () => {
    const { json } = await stars.send("GET", "/v1/endpoints?q=bill&limit=2");
    expect(json.object).toBe("list");
    expect(stars.memory.lastList).toMatchObject({ search: "bill", limit: 2 });
  });
});

describe("an endpoint profile with an Idempotency-Key", () => {
  it("is answered 201 when it is new and 200 when it was made before", async () => {
    const made = await create({}, { "idempotency-key": "new" });
    expect([made.status, made.headers.get("idempotent-replayed")]).toEqual([201, null]);
    const again = await create({}, { "idempotency-key": "again" });
    expect([again.status, again.headers.get("idempotent-replayed"), again.headers.get("etag")]).toEqual([
      200,
      "true",
      '"1"',
    ]);
  });

  it("shows its secret again, but not one that somebody gave it since", async () => {
    const ask = (idempotencyKey: string, name: string) =>
      create({ secret: "generate" }, { ...key(name), "idempotency-key": idempotencyKey });
    expect((await ask("again", "writer")).json.secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
    expect((await ask("changed", "writer")).json.secret).toBe("whsec_********");
    expect((await ask("changed", "admin")).json.secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
  });

  it("is refused with a key that is none", async () => {
    const { status, json } = await create({}, { "idempotency-key": "x".repeat(256) });
    expect([status, json.error.code, json.error.param]).toEqual([
      400,
      "invalid_idempotency_key",
      "Idempotency-Key",
    ]);
  });
});

describe("a profile's secret", () => {
  it("is shown to whoever set it and to admins, and hidden from others", async () => {
    const { json } = await create({ secret: "generate" }, key("writer"));
    expect(json.secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
    const at = `/v1/endpoints/${json.id}`;
    const seenBy = async (name: string) => (await stars.send("GET", at, undefined, key(name))).json.secret;
    expect(await seenBy("admin")).toBe(json.secret);
    expect(await seenBy("writer")).toBe("whsec_********");
    expect(await seenBy("reader")).toBe("whsec_********");
    const list = await stars.send("GET", "/v1/endpoints?limit=100", undefined, key("reader"));
    expect(list.text).not.toContain(json.secret);
    const patch = (body: object) => stars.send("PATCH", at, body, key("writer"));
    expect((await patch({ secret: "generate" })).json.secret).toBe(json.secret);
    expect((await patch({ name: "b" })).json.secret).toBe("whsec_********");
    expect((await stars.send("POST", `${at}/rotate-secret`, undefined, key("writer"))).status).toBe(403);
  });
});
