import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { EndpointFields } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { createKeyUse } from "../../../services/accounts/key-use.ts";
import { createApiKey } from "../../../services/accounts/rpc/create-api-key.ts";
import { createLogger } from "../../../services/runtime/logging/logger.ts";
import { createKeyRing } from "../../../services/runtime/sealing.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../fixtures/constellation/constellation.ts";

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
});
afterAll(() => constellation.close());

const newKey = () => randomBytes(8).toString("hex");
const reused = { code: "idempotency_key_reused", param: "idempotency_key" };

const createEndpoint = (
  idempotencyKey: string,
  fields: Partial<EndpointFields> = {},
  mode: Mode = Mode.TEST,
) =>
  accounts.client.calls.createEndpoint({
    caller: accounts.caller(mode),
    fields: { headers: [], url: "https://example.com/hook", ...fields },
    idempotencyKey,
  });
const callerScopes = ["read", "write", "replay", "admin"];
const createKey = (idempotencyKey: string, name = "ci", scopes = ["read"], mode: Mode = Mode.TEST) =>
  accounts.client.calls.createApiKey({
    caller: accounts.caller(mode),
    name,
    scopes,
    idempotencyKey,
    callerScopes,
  });

describe("CreateEndpoint with an idempotency key", () => {
  it("makes one profile of the same request, in whatever order its headers come, and answers it as it is", async () => {
    const [key, one, two] = [newKey(), { name: "A", value: "1" }, { name: "B", value: "2" }];
    const made = await createEndpoint(key, { headers: [one, two], secret: "generate" });
    expect(made.madeBefore).toBeUndefined();
    expect(await createEndpoint(key, { headers: [two, one], secret: "generate" })).toEqual({
      ...made,
      headerKeys: made.headerKeys,
      madeBefore: true,
    });
    await accounts.client.calls.disableEndpoint({ caller: accounts.caller(), id: made.id });
    expect(await createEndpoint(key, { headers: [one, two], secret: "generate" })).toMatchObject({
      id: made.id,
      version: 2,
      madeBefore: true,
    });
  });

  it("makes one of several at once", async () => {
    const key = newKey();
    const made = await Promise.all(Array.from({ length: 8 }, () => createEndpoint(key)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(made.filter(({ madeBefore }) => madeBefore !== true)).toHaveLength(1);
  });

  it("refuses another request with it, and does not know it in another mode", async () => {
    const key = newKey();
    const { id } = await createEndpoint(key);
    await expect(createEndpoint(key, { name: "other" })).rejects.toMatchObject(reused);
    await expect(createKey(key)).rejects.toMatchObject(reused);
    expect((await createEndpoint(key, { name: "other" }, Mode.LIVE)).id).not.toBe(id);
  });

  it("stores no idempotency key for a refused call", async () => {
    const key = newKey();
    await expect(createEndpoint(key, { timeout: "never" })).rejects.toMatchObject({
      code: "invalid_timeout",
    });
    expect((await createEndpoint(key)).madeBefore).toBeUndefined();
  });

  it("reports that the object was deleted since", async () => {
    const key = newKey();
    const { id } = await createEndpoint(key);
    await accounts.client.calls.deleteEndpoint({ caller: accounts.caller(), id });
    await expect(createEndpoint(key)).rejects.toMatchObject({
      code: "endpoint_not_found",
      param: "idempotency_key",
    });
  });
});

describe("CreateApiKey with an idempotency key", () => {
  it("makes one API key of the same request, and answers its text again, which works and is stored nowhere", async () => {
    const key = newKey();
    const made = await createKey(key, "ci", ["read", "write"], Mode.LIVE);
    expect(made.secret).toMatch(/^sk_live_[0-9A-Za-z]{43}$/);
    const { caller } = await accounts.client.calls.authenticate({ apiKey: made.secret });
    expect(caller).toEqual(accounts.caller(Mode.LIVE));
    expect(await createKey(key, "ci", ["read", "write"], Mode.LIVE)).toEqual({ ...made, madeBefore: true });
    const rows = await accounts.store.rows("SELECT * FROM api_keys");
    expect(JSON.stringify(rows)).not.toContain(made.secret.slice(12, -4));
    const kept = await accounts.store.rows("SELECT * FROM idempotency_keys");
    expect(JSON.stringify(kept)).not.toContain(made.secret.slice(12, -4));
  });

  it("makes one of several at once, and each answer has the text", async () => {
    const key = newKey();
    const made = await Promise.all(Array.from({ length: 8 }, () => createKey(key)));
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(1);
    expect(made.filter(({ madeBefore }) => madeBefore !== true)).toHaveLength(1);
  });

  it("makes another text of the same key in another mode, and refuses it with another request", async () => {
    const key = newKey();
    const { secret } = await createKey(key);
    expect((await createKey(key, "ci", ["read"], Mode.LIVE)).secret.slice(-43)).not.toBe(secret.slice(-43));
    await expect(createKey(key, "other")).rejects.toMatchObject(reused);
    await expect(createKey(key, "ci", ["read", "write"])).rejects.toMatchObject(reused);
  });

  it("reports that the key was revoked since", async () => {
    const key = newKey();
    const { apiKey } = await createKey(key);
    await accounts.client.calls.revokeApiKey({ caller: accounts.caller(), id: apiKey?.id ?? "" });
    await expect(createKey(key)).rejects.toMatchObject({
      code: "api_key_revoked",
      param: "idempotency_key",
    });
  });

  it("answers the text after the sealing key was rotated, as long as the old one is there", async () => {
    const { store, destinations } = accounts;
    const { time } = constellation;
    const keyUse = createKeyUse(store, time.clock, createLogger("accounts", "silent"));
    const named = { name: "ci", scopes: ["read"], callerScopes };
    const request = { caller: accounts.caller(), ...named, idempotencyKey: newKey() };
    const ask = (sealingKeys: string) =>
      createApiKey(
        {
          ...{
            store,
            destinations,
            clock: time.clock,
            keyUse,
            testModeOnly: false,
            plans: null,
            signIn: null,
          },
          keys: createKeyRing(sealingKeys),
        },
        request,
      );
    const [one, two] = [1, 2].map((n) => `k${n}:${randomBytes(32).toString("base64")}`);
    const made = await ask(`${one}`);
    expect((await ask(`${two},${one}`)).secret).toBe(made.secret);
    await expect(ask(`${two}`)).rejects.toThrow("no key in SEALING_KEYS makes the text");
  });
});
