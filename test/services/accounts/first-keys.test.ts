import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureFirstKeys, type FirstKeysOptions } from "../../../services/accounts/first-keys.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";
import { whileTimePasses } from "../fixtures/while-time-passes.ts";

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeEach(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
});
afterEach(() => constellation.close());

function ensure(existing: FirstKeysOptions["existing"] = null) {
  const { database, sealingKeys } = constellation;
  return ensureFirstKeys({ databaseUrl: database.doorUrl("accounts"), sealingKeys, existing });
}

const authenticate = (apiKey: string) => accounts.client.calls.authenticate({ apiKey });

const asKept = ({ testKey, liveKey }: { testKey: string; liveKey: string }) => ({
  test_key: testKey,
  live_key: liveKey,
});

describe("ensureFirstKeys", () => {
  it("makes the project named default with both signing secrets, and a test and a live key", async () => {
    const { testKey, liveKey } = await ensure();
    const [test, live] = await Promise.all([authenticate(testKey), authenticate(liveKey)]);
    expect(test.scopes).toEqual(["read", "write", "replay", "admin"]);
    expect(live.caller?.projectId).toBe(test.caller?.projectId);
    expect(test.caller?.projectId).not.toBe(accounts.caller().projectId);
    const secrets = await accounts.client.calls.getSigningSecrets({ caller: test.caller });
    expect(secrets).toMatchObject({ current: {}, next: {} });
  });

  it("keeps the keys of last time while both are valid", async () => {
    const first = await ensure();
    expect(await ensure(asKept(first))).toEqual(first);
    const { apiKeys } = await accounts.client.calls.listApiKeys({
      caller: (await authenticate(first.testKey)).caller,
      limit: 0,
      includeTotal: false,
    });
    expect(apiKeys).toHaveLength(1);
  });

  it("keeps keys of another project, too", async () => {
    expect(await ensure(asKept(accounts.project))).toMatchObject({ testKey: accounts.project.testKey });
  });

  it("makes new keys of the same project when one of them was revoked, is unknown, or is of the other mode", async () => {
    const first = await ensure();
    const { caller, keyId } = await authenticate(first.testKey);
    const kept = asKept(first);
    for (const existing of [
      { ...kept, live_key: `sk_live_${"x".repeat(43)}` },
      { ...kept, test_key: "" },
      { test_key: first.liveKey, live_key: first.liveKey },
    ]) {
      const made = await ensure(existing);
      expect(made.testKey).not.toBe(first.testKey);
      expect((await authenticate(made.liveKey)).caller?.projectId).toBe(caller?.projectId);
    }
    await accounts.client.calls.revokeApiKey({ caller, id: keyId });
    const made = await ensure(kept);
    expect((await authenticate(made.testKey)).caller).toEqual(caller);
  });

  it("leaves a project unsigned that was made so", async () => {
    const { caller } = await authenticate((await ensure()).testKey);
    await whileTimePasses(constellation, accounts.client.calls.deleteSigningSecrets({ caller }));
    await ensure();
    expect((await accounts.client.calls.getSigningSecrets({ caller })).current).toBeUndefined();
  });
});
