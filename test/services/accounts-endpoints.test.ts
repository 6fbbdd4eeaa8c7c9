import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  BreakerState,
  type Endpoint,
  type EndpointFields,
  EndpointState,
} from "../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { newUlid, prefixedId } from "../../services/runtime/ulid.ts";
import { type ServedAccounts, serveAccounts } from "./serve-accounts.ts";

let served: ServedAccounts;
beforeAll(async () => {
  served = await serveAccounts();
});
afterAll(() => served.close());

const none: EndpointFields = { headers: [] };
const policy = { maxAttempts: 3, delays: [], rules: [] };

/** Each a millisecond after the one before, so that the order of the list is certain. */
function create(fields: Partial<EndpointFields> = {}, mode: Mode = Mode.TEST): Promise<Endpoint> {
  served.time.move(1);
  const whole = { ...none, url: "https://example.com/hook", ...fields };
  return served.client.calls.createEndpoint({ caller: served.caller(mode), fields: whole });
}

function update(id: string, fields: Partial<EndpointFields>, paths: string[], ifVersion?: number) {
  const request = { caller: served.caller(), id, fields: { ...none, ...fields }, paths };
  return served.client.calls.updateEndpoint({ ...request, ...(ifVersion !== undefined && { ifVersion }) });
}

const target = ({ id }: { id: string }, mode: Mode = Mode.TEST) => ({ caller: served.caller(mode), id });

describe("CreateEndpoint", () => {
  it("keeps what was given, header values and secret sealed", async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const endpoint = await create({
      name: "Billing",
      description: "Invoices",
      headers: [{ name: "X-Token", value: "tell nobody" }],
      timeout: "10s",
      retryPolicy: policy,
      maxPerSecond: 0.5,
      maxConcurrency: 4,
      secret,
    });
    expect(endpoint).toMatchObject({
      id: expect.stringMatching(/^ep_/),
      mode: Mode.TEST,
      name: "Billing",
      url: "https://example.com/hook",
      headerKeys: ["X-Token"],
      timeout: "10s",
      retryPolicy: { maxAttempts: 3, strategy: "exponential", base: "5s" },
      maxPerSecond: 0.5,
      maxConcurrency: 4,
      secret,
      state: EndpointState.ENABLED,
      breakerState: BreakerState.CLOSED,
      version: 1,
    });
    expect(await served.client.calls.getEndpoint(target(endpoint))).toEqual(endpoint);
    const rows = JSON.stringify(await served.store.rows("SELECT * FROM endpoints"));
    expect(rows).not.toContain("tell nobody");
    expect(rows).not.toContain(secret);
  });

  it("needs no more than a URL", async () => {
    const endpoint = await create();
    expect(endpoint.secret).toBeUndefined();
    expect(endpoint.retryPolicy).toBeUndefined();
  });

  it("makes a secret on demand", async () => {
    expect((await create({ secret: "generate" })).secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  const base64 = (bytes: number) => Buffer.alloc(bytes, 1).toString("base64");
  const wrong: [string, Partial<EndpointFields>, string, string][] = [
    ["no url", { url: undefined }, "invalid_endpoint", "url"],
    ["a url that is none", { url: "example.com" }, "invalid_endpoint", "url"],
    ["a url inside", { url: "https://inside.example/" }, "endpoint_blocked", "url"],
    ["plain http", { url: "http://example.com/" }, "invalid_endpoint", "url"],
    ["a blank name", { name: " " }, "invalid_parameter", "name"],
    ["a long description", { description: "x".repeat(1_001) }, "invalid_parameter", "description"],
    ["our header", { headers: [{ name: "sched-x", value: "" }] }, "invalid_header", "headers.sched-x"],
    ["a short timeout", { timeout: "999ms" }, "invalid_timeout", "timeout"],
    [
      "51 attempts",
      { retryPolicy: { ...policy, maxAttempts: 51 } },
      "invalid_retry_policy",
      "retry_policy.max_attempts",
    ],
    ["no rate", { maxPerSecond: 0 }, "invalid_parameter", "max_per_second"],
    ["no number", { maxPerSecond: Number.NaN }, "invalid_parameter", "max_per_second"],
    ["too much at once", { maxConcurrency: 10_001 }, "invalid_parameter", "max_concurrency"],
    ["a short secret", { secret: `whsec_${base64(23)}` }, "invalid_secret", "secret"],
    ["a long secret", { secret: `whsec_${base64(65)}` }, "invalid_secret", "secret"],
    ["a secret of no base64", { secret: `whsec_${"*".repeat(44)}` }, "invalid_secret", "secret"],
    ["a secret without its prefix", { secret: base64(32) }, "invalid_secret", "secret"],
  ];
  for (const [what, fields, code, param] of wrong) {
    it(`refuses ${what}`, async () => {
      await expect(create(fields)).rejects.toMatchObject({ code, param });
    });
  }
});

describe("ListEndpoints", () => {
  it("goes through the profiles of a project and mode, newest first, a page at a time", async () => {
    for (const name of ["one", "two", "three"]) await create({ name }, Mode.LIVE);
    const list = (more: object = {}) =>
      served.client.calls.listEndpoints({
        caller: served.caller(Mode.LIVE),
        limit: 2,
        includeTotal: true,
        ...more,
      });
    const first = await list();
    expect([first.endpoints.map(({ name }) => name), first.total]).toEqual([["three", "two"], 3]);
    const second = await list({ cursor: first.nextCursor });
    expect([second.endpoints.map(({ name }) => name), second.nextCursor]).toEqual([["one"], undefined]);
    const found = await list({ search: "TW" });
    expect([found.endpoints.map(({ name }) => name), found.total]).toEqual([["two"], 1]);
    await expect(list({ cursor: "next" })).rejects.toMatchObject({ code: "invalid_cursor" });
  });
});

describe("UpdateEndpoint", () => {
  it("changes what is named and nothing else; what is absent goes back to its default", async () => {
    const before = await create({ name: "a", timeout: "10s", secret: "generate", retryPolicy: policy });
    served.time.move(5);
    const after = await update(before.id, { name: "b" }, ["name", "timeout"]);
    const { timeout: _, ...rest } = before;
    expect(after).toEqual({ ...rest, name: "b", version: 2, updatedAtMs: served.time.clock.now() });
    const plain = await update(before.id, {}, ["secret", "retry_policy"]);
    expect([plain.secret, plain.retryPolicy]).toEqual([undefined, undefined]);
    expect((await update(before.id, {}, [])).version).toBe(3);
  });

  it("judges like a create, and minds the version", async () => {
    const { id } = await create();
    await expect(update(id, {}, ["url"])).rejects.toMatchObject({ code: "invalid_endpoint" });
    await expect(update(id, {}, ["state"])).rejects.toMatchObject({ code: "unknown_field", param: "state" });
    await expect(update(id, { name: "b" }, ["name"], 7)).rejects.toMatchObject({ code: "version_mismatch" });
    expect((await update(id, { name: "b" }, ["name"], 1)).version).toBe(2);
  });
});

describe("Enabling and disabling", () => {
  it("is fine when it is so already, and then changes nothing", async () => {
    const endpoint = await create();
    const disabled = await served.client.calls.disableEndpoint(target(endpoint));
    expect([disabled.state, disabled.version]).toEqual([EndpointState.DISABLED, 2]);
    expect(await served.client.calls.disableEndpoint(target(endpoint))).toEqual(disabled);
    const enabled = await served.client.calls.enableEndpoint(target(endpoint));
    expect([enabled.state, enabled.version]).toEqual([EndpointState.ENABLED, 3]);
  });
});

describe("RotateEndpointSecret", () => {
  it("lets the old secret sign on for a day; a profile without one gets its first", async () => {
    const endpoint = await create();
    const first = await served.client.calls.rotateEndpointSecret(target(endpoint));
    const previous = () =>
      served.store.rows(
        "SELECT sealed_previous_secret IS NULL AS gone, previous_secret_expires_at AS until FROM endpoints WHERE url = ? ORDER BY id DESC LIMIT 1",
        ["https://example.com/hook"],
      );
    expect(await previous()).toEqual([{ gone: 1, until: null }]);
    const second = await served.client.calls.rotateEndpointSecret(target(endpoint));
    expect(second.secret).not.toBe(first.secret);
    expect(await previous()).toEqual([{ gone: 0, until: served.time.clock.now() + 86_400_000 }]);
    await update(endpoint.id, { secret: "generate" }, ["secret"]);
    expect(await previous()).toEqual([{ gone: 1, until: null }]);
  });
});

describe("DeleteEndpoint", () => {
  it("ends the profile and keeps no secret of it", async () => {
    const endpoint = await create({ headers: [{ name: "a", value: "b" }], secret: "generate" });
    expect(await served.client.calls.deleteEndpoint(target(endpoint))).toEqual(endpoint);
    await expect(served.client.calls.getEndpoint(target(endpoint))).rejects.toMatchObject({
      code: "endpoint_not_found",
    });
    const rows = await served.store.rows(
      "SELECT sealed_headers, sealed_secret FROM endpoints WHERE deleted_at IS NOT NULL",
    );
    expect(rows).toEqual([{ sealed_headers: null, sealed_secret: null }]);
  });

  it("finds none of the other mode, of nobody, or of the wrong form", async () => {
    const endpoint = await create();
    for (const [id, mode] of [
      [endpoint.id, Mode.LIVE],
      [prefixedId("ep", newUlid(0)), Mode.TEST],
      [endpoint.id.replace("ep_", "sch_"), Mode.TEST],
    ] as const) {
      const gone = { kind: "not_found", code: "endpoint_not_found" };
      await expect(served.client.calls.deleteEndpoint(target({ id }, mode))).rejects.toMatchObject(gone);
      await expect(served.client.calls.enableEndpoint(target({ id }, mode))).rejects.toMatchObject(gone);
    }
  });
});
