import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  BreakerState,
  type EndpointFields,
  EndpointState,
} from "../../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { endpointCalls } from "../../fixtures/endpoint-calls.ts";

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
let calls: ReturnType<typeof endpointCalls>;
beforeAll(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
  calls = endpointCalls(constellation);
});
afterAll(() => constellation.close());

const policy = { maxAttempts: 3, delays: [], rules: [] };

describe("CreateEndpoint", () => {
  it("stores the given fields, header values and secret sealed", async () => {
    const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    const endpoint = await calls.create({
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
    expect(await accounts.client.calls.getEndpoint(calls.target(endpoint))).toEqual(endpoint);
    const rows = JSON.stringify(await accounts.store.rows("SELECT * FROM endpoints"));
    expect(rows).not.toContain("tell nobody");
    expect(rows).not.toContain(secret);
  });

  it("needs no more than a URL", async () => {
    const endpoint = await calls.create();
    expect(endpoint.secret).toBeUndefined();
    expect(endpoint.retryPolicy).toBeUndefined();
  });

  it("makes a secret on demand", async () => {
    expect((await calls.create({ secret: "generate" })).secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
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
    ["a long-winded timeout", { timeout: `1.${"0".repeat(98)}s` }, "invalid_timeout", "timeout"],
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
      await expect(calls.create(fields)).rejects.toMatchObject({ code, param });
    });
  }
});

describe("ListEndpoints", () => {
  it("goes through the profiles of a project and mode, newest first, a page at a time", async () => {
    for (const name of ["one", "two", "three"]) await calls.create({ name }, Mode.LIVE);
    const list = (more: object = {}) =>
      accounts.client.calls.listEndpoints({
        caller: accounts.caller(Mode.LIVE),
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
