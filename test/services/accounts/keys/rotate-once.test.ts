import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
});
afterAll(() => constellation.close());

const callerScopes = ["read", "admin"];
const newKey = () => randomBytes(8).toString("hex");
const reused = { code: "idempotency_key_reused", param: "idempotency_key" };
const calls = () => accounts.client.calls;
const many = <Answer>(ask: () => Promise<Answer>) => Promise.all(Array.from({ length: 8 }, ask));
const newOnes = <Answer extends { madeBefore?: boolean | undefined }>(answers: readonly Answer[]) =>
  answers.filter(({ madeBefore }) => madeBefore !== true);

async function anApiKey() {
  const { apiKey } = await calls().createApiKey({
    caller: accounts.caller(),
    name: "ci",
    scopes: ["read"],
    callerScopes,
  });
  return apiKey?.id ?? "";
}

function anEndpoint() {
  const fields = { headers: [], url: "https://example.com/hook", secret: "generate" };
  return calls().createEndpoint({ caller: accounts.caller(), fields });
}

const rotateKey = (id: string, idempotencyKey: string) =>
  calls().rotateApiKey({ caller: accounts.caller(), id, idempotencyKey, callerScopes });
const rotateSecret = (id: string, idempotencyKey: string, ifVersion?: number) =>
  calls().rotateEndpointSecret({ caller: accounts.caller(), id, idempotencyKey, ifVersion });
const rotateSecrets = (idempotencyKey: string, mode: Mode = Mode.TEST) =>
  whileTimePasses(
    constellation,
    calls().rotateSigningSecrets({ caller: accounts.caller(mode), idempotencyKey }),
  );

describe("RotateApiKey with an idempotency key", () => {
  it("makes one API key, and answers its text again, which works and is stored nowhere", async () => {
    const [id, key] = [await anApiKey(), newKey()];
    const made = await rotateKey(id, key);
    expect(made.madeBefore).toBeUndefined();
    expect(await rotateKey(id, key)).toEqual({ ...made, madeBefore: true });
    const { caller } = await calls().authenticate({ apiKey: made.secret });
    expect(caller).toEqual(accounts.caller());
    for (const table of ["api_keys", "idempotency_keys"]) {
      const rows = await accounts.store.rows(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(made.secret.slice(12, -4));
    }
  });

  it("makes one of several at once, and each answer has the text", async () => {
    const [id, key] = [await anApiKey(), newKey()];
    const made = await many(() => rotateKey(id, key));
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(1);
    expect(newOnes(made)).toHaveLength(1);
  });

  it("refuses it for another API key, and for another operation", async () => {
    const [id, other, key] = [await anApiKey(), await anApiKey(), newKey()];
    await rotateKey(id, key);
    await expect(rotateKey(other, key)).rejects.toMatchObject(reused);
    await expect(rotateSecrets(key)).rejects.toMatchObject(reused);
  });

  it("stores no idempotency key for a refused call", async () => {
    const [id, key] = [await anApiKey(), newKey()];
    await calls().revokeApiKey({ caller: accounts.caller(), id });
    await expect(rotateKey(id, key)).rejects.toMatchObject({ code: "api_key_revoked" });
    expect((await rotateKey(await anApiKey(), key)).madeBefore).toBeUndefined();
  });

  it("reports that the key was revoked since", async () => {
    const [id, key] = [await anApiKey(), newKey()];
    const { apiKey } = await rotateKey(id, key);
    await calls().revokeApiKey({ caller: accounts.caller(), id: apiKey?.id ?? "" });
    await expect(rotateKey(id, key)).rejects.toMatchObject({
      code: "api_key_revoked",
      param: "idempotency_key",
    });
  });
});

describe("RotateEndpointSecret with an idempotency key", () => {
  it("rotates once, whatever version it was meant for, and answers the profile as it is", async () => {
    const [{ id, secret, version }, key] = [await anEndpoint(), newKey()];
    const rotated = await rotateSecret(id, key, version);
    expect(rotated.secret).not.toBe(secret);
    expect(await rotateSecret(id, key, version)).toEqual({ ...rotated, madeBefore: true });
    await calls().disableEndpoint({ caller: accounts.caller(), id });
    expect(await rotateSecret(id, key)).toMatchObject({
      secret: rotated.secret,
      version: rotated.version + 1,
      madeBefore: true,
    });
  });

  it("rotates once of several at once, also when they are meant for one version", async () => {
    for (const meant of [true, false]) {
      const [{ id, version }, key] = [await anEndpoint(), newKey()];
      const rotated = await many(() => rotateSecret(id, key, meant ? version : undefined));
      expect(new Set(rotated.map(({ secret }) => secret)).size).toBe(1);
      expect(newOnes(rotated)).toHaveLength(1);
      expect(new Set(rotated.map((each) => each.version))).toEqual(new Set([version + 1]));
    }
  });

  it("refuses it for another profile, and stores none for a refused call", async () => {
    const [one, other, key] = [await anEndpoint(), await anEndpoint(), newKey()];
    await expect(rotateSecret(one.id, key, 77)).rejects.toMatchObject({ code: "version_mismatch" });
    expect((await rotateSecret(one.id, key)).madeBefore).toBeUndefined();
    await expect(rotateSecret(other.id, key)).rejects.toMatchObject(reused);
  });

  it("finds none once the profile was deleted", async () => {
    const [{ id }, key] = [await anEndpoint(), newKey()];
    await rotateSecret(id, key);
    await calls().deleteEndpoint({ caller: accounts.caller(), id });
    await expect(rotateSecret(id, key)).rejects.toMatchObject({ code: "endpoint_not_found" });
  });
});

describe("RotateSigningSecrets with an idempotency key", () => {
  it("rotates once, and answers the secrets as they are", async () => {
    const key = newKey();
    const rotated = await rotateSecrets(key);
    expect(await rotateSecrets(key)).toEqual({ ...rotated, madeBefore: true });
    const next = await rotateSecrets(newKey());
    expect(next.current).toEqual(rotated.next);
    expect((await rotateSecrets(key)).current).toEqual(next.current);
  });

  it("rotates once of several at once", async () => {
    const [before, key] = [await calls().getSigningSecrets({ caller: accounts.caller() }), newKey()];
    const rotated = await many(() => rotateSecrets(key));
    expect(newOnes(rotated)).toHaveLength(1);
    for (const { current, previous } of rotated) {
      expect([current?.id, previous?.id]).toEqual([before.next?.id, before.current?.id]);
    }
  });

  it("does not know it in another mode", async () => {
    const key = newKey();
    const { current } = await rotateSecrets(key);
    expect((await rotateSecrets(key, Mode.LIVE)).current?.id).not.toBe(current?.id);
  });
});
