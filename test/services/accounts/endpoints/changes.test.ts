import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { EndpointState } from "../../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { newUlid, prefixedId } from "../../../../services/runtime/ulid.ts";
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

describe("UpdateEndpoint", () => {
  it("changes the named fields only; absent ones go back to their defaults", async () => {
    const before = await calls.create({ name: "a", timeout: "10s", secret: "generate", retryPolicy: policy });
    constellation.time.move(5);
    const after = await calls.update(before.id, { name: "b" }, ["name", "timeout"]);
    const { timeout: _, ...rest } = before;
    expect(after).toEqual({ ...rest, name: "b", version: 2, updatedAtMs: constellation.time.clock.now() });
    const plain = await calls.update(before.id, {}, ["secret", "retry_policy"]);
    expect([plain.secret, plain.retryPolicy]).toEqual([undefined, undefined]);
    expect((await calls.update(before.id, {}, [])).version).toBe(3);
  });

  it("judges like a create, and minds the version", async () => {
    const { id } = await calls.create();
    await expect(calls.update(id, {}, ["url"])).rejects.toMatchObject({ code: "invalid_endpoint" });
    await expect(calls.update(id, {}, ["state"])).rejects.toMatchObject({
      code: "unknown_field",
      param: "state",
    });
    await expect(calls.update(id, { name: "b" }, ["name"], 7)).rejects.toMatchObject({
      code: "version_mismatch",
    });
    expect((await calls.update(id, { name: "b" }, ["name"], 1)).version).toBe(2);
  });
});

describe("Enabling and disabling", () => {
  it("is fine when it is so already, and then changes nothing", async () => {
    const endpoint = await calls.create();
    const disabled = await accounts.client.calls.disableEndpoint(calls.target(endpoint));
    expect([disabled.state, disabled.version]).toEqual([EndpointState.DISABLED, 2]);
    expect(await accounts.client.calls.disableEndpoint(calls.target(endpoint))).toEqual(disabled);
    const enabled = await accounts.client.calls.enableEndpoint(calls.target(endpoint));
    expect([enabled.state, enabled.version]).toEqual([EndpointState.ENABLED, 3]);
  });
});

describe("RotateEndpointSecret", () => {
  it("lets the old secret sign on for a day; a profile without one gets its first", async () => {
    const endpoint = await calls.create();
    const first = await accounts.client.calls.rotateEndpointSecret(calls.target(endpoint));
    const previous = () =>
      accounts.store.rows(
        "SELECT sealed_previous_secret IS NULL AS gone, previous_secret_expires_at AS until FROM endpoints WHERE url = ? ORDER BY id DESC LIMIT 1",
        ["https://example.com/hook"],
      );
    expect(await previous()).toEqual([{ gone: 1, until: null }]);
    const second = await accounts.client.calls.rotateEndpointSecret(calls.target(endpoint));
    expect(second.secret).not.toBe(first.secret);
    expect(await previous()).toEqual([{ gone: 0, until: constellation.time.clock.now() + 86_400_000 }]);
    await calls.update(endpoint.id, { secret: "generate" }, ["secret"]);
    expect(await previous()).toEqual([{ gone: 1, until: null }]);
  });
});

describe("DeleteEndpoint", () => {
  it("ends the profile and keeps no secret of it", async () => {
    const endpoint = await calls.create({ headers: [{ name: "a", value: "b" }], secret: "generate" });
    expect(await accounts.client.calls.deleteEndpoint(calls.target(endpoint))).toEqual(endpoint);
    await expect(accounts.client.calls.getEndpoint(calls.target(endpoint))).rejects.toMatchObject({
      code: "endpoint_not_found",
    });
    const rows = await accounts.store.rows(
      "SELECT sealed_headers, sealed_secret FROM endpoints WHERE deleted_at IS NOT NULL",
    );
    expect(rows).toEqual([{ sealed_headers: null, sealed_secret: null }]);
  });

  it("finds nothing for the other mode, an unknown id, or a malformed one", async () => {
    const endpoint = await calls.create();
    for (const [id, mode] of [
      [endpoint.id, Mode.LIVE],
      [prefixedId("ep", newUlid(0)), Mode.TEST],
      [endpoint.id.replace("ep_", "sch_"), Mode.TEST],
    ] as const) {
      const gone = { code: "endpoint_not_found" };
      await expect(accounts.client.calls.deleteEndpoint(calls.target({ id }, mode))).rejects.toMatchObject(
        gone,
      );
      await expect(accounts.client.calls.enableEndpoint(calls.target({ id }, mode))).rejects.toMatchObject(
        gone,
      );
    }
  });
});
