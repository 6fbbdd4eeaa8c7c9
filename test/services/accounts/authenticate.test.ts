import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { prefixedId } from "../../../services/runtime/ulid.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";

const invalidKey = { code: "invalid_api_key" };

describe("Authenticate", () => {
  let constellation: Constellation<"accounts">;
  let accounts: AccountsUnderTest;
  beforeAll(async () => {
    constellation = await startConstellation({ accounts: {} });
    ({ accounts } = constellation);
  });
  afterAll(() => constellation.close());

  const authenticate = (apiKey: string) => accounts.client.calls.authenticate({ apiKey });

  it("returns a key's project, mode and scopes", async () => {
    const { testKey, liveKey, project } = accounts.project;
    const projectId = prefixedId("prj", project.id);
    const scopes = ["read", "write", "replay", "admin"];
    expect(await authenticate(testKey)).toMatchObject({ caller: { projectId, mode: Mode.TEST }, scopes });
    expect(await authenticate(liveKey)).toMatchObject({ caller: { projectId, mode: Mode.LIVE }, scopes });
  });

  it("refuses a key that was never made", async () => {
    await expect(authenticate(`sk_test_${"A".repeat(43)}`)).rejects.toMatchObject(invalidKey);
  });

  for (const text of ["", "sk_test_", "sk_prod_x", "Bearer sk_test_x", "sk_live_ä", "x".repeat(10_000)]) {
    it(`refuses text that cannot be a key: ${text.slice(0, 20) || "nothing"}`, async () => {
      await expect(authenticate(text)).rejects.toMatchObject(invalidKey);
    });
  }

  it("refuses a key with any changed character", async () => {
    const { testKey } = accounts.project;
    for (const changed of [testKey.replace("test", "live"), `${testKey} `, testKey.slice(0, -1)]) {
      await expect(authenticate(changed)).rejects.toMatchObject(invalidKey);
    }
  });

  it("refuses a revoked key", async () => {
    const { apiKey, secret } = await accounts.client.calls.createApiKey({
      caller: accounts.caller(),
      name: "short-lived",
      scopes: ["read"],
      callerScopes: ["read", "admin"],
    });
    expect(await authenticate(secret)).toMatchObject({ keyId: apiKey?.id, scopes: ["read"] });
    await accounts.client.calls.revokeApiKey({ caller: accounts.caller(), id: apiKey?.id ?? "" });
    await expect(authenticate(secret)).rejects.toMatchObject(invalidKey);
  });
});

describe("the last use of a key", () => {
  let constellation: Constellation<"accounts">;
  let accounts: AccountsUnderTest;
  beforeAll(async () => {
    constellation = await startConstellation({ accounts: {} });
    ({ accounts } = constellation);
  });
  afterAll(() => constellation.close());

  it("is noted, once a minute", async () => {
    const { calls } = accounts.client;
    const { testKey } = accounts.project;
    const lastUsed = async () => {
      const { apiKeys } = await calls.listApiKeys({
        caller: accounts.caller(),
        limit: 0,
        includeTotal: false,
      });
      return apiKeys[0]?.lastUsedAtMs;
    };
    expect(await lastUsed()).toBeUndefined();

    const first = constellation.time.clock.now();
    await calls.authenticate({ apiKey: testKey });
    await expect.poll(lastUsed).toBe(first);

    constellation.time.move(59_000);
    await calls.authenticate({ apiKey: testKey });
    constellation.time.move(1_000);
    await calls.authenticate({ apiKey: testKey });
    // If the use at second 59 had been stored, this one would not be.
    await expect.poll(lastUsed).toBe(first + 60_000);
  });
});
