import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { prefixedId } from "../../../../services/runtime/ulid.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
});
afterAll(() => constellation.close());

const all = ["read", "write", "replay", "admin"];
const lacking = { code: "insufficient_scope" };
const create = (callerScopes: string[], scopes: string[], idempotencyKey?: string) =>
  accounts.client.calls.createApiKey({
    caller: accounts.caller(),
    name: "ci",
    scopes,
    callerScopes,
    idempotencyKey,
  });
const rotate = (callerScopes: string[], id: string, idempotencyKey?: string) =>
  accounts.client.calls.rotateApiKey({ caller: accounts.caller(), id, callerScopes, idempotencyKey });

describe("a key gives another only scopes that it has itself", () => {
  for (const [own, given] of [
    [["admin"], ["read"]],
    [["admin"], ["write", "replay"]],
    [
      ["admin", "read"],
      ["admin", "read", "write"],
    ],
    [["read", "write", "replay"], ["admin"]],
    [[], ["read"]],
  ] as const) {
    it(`not ${given} by ${own}`, async () => {
      await expect(create([...own], [...given])).rejects.toMatchObject({ ...lacking, param: "scopes" });
    });
  }

  for (const [own, given] of [
    [["admin"], ["admin"]],
    [["admin", "read"], ["read"]],
    [all, all],
  ] as const) {
    it(`${given} by ${own}`, async () => {
      expect((await create([...own], [...given])).apiKey?.scopes).toEqual(given);
    });
  }

  it("also when it replaces one: the text of the new key is in the answer", async () => {
    const { apiKey, secret } = await create(all, ["read", "write"]);
    const id = apiKey?.id ?? "";
    await expect(rotate(["admin", "read"], id)).rejects.toMatchObject(lacking);
    expect((await accounts.client.calls.authenticate({ apiKey: secret })).keyId).toBe(id);
    expect((await rotate(all, id)).apiKey?.scopes).toEqual(["read", "write"]);
  });

  it("also when an idempotency key has it answered again", async () => {
    const { apiKey } = await create(all, ["write"], "made");
    await expect(create(["admin"], ["write"], "made")).rejects.toMatchObject(lacking);
    expect((await create(["admin", "write"], ["write"], "made")).madeBefore).toBe(true);
    const id = apiKey?.id ?? "";
    await rotate(all, id, "rotated");
    await expect(rotate(["admin"], id, "rotated")).rejects.toMatchObject(lacking);
    expect((await rotate(["write"], id, "rotated")).madeBefore).toBe(true);
  });
});

describe("DescribeKey", () => {
  it("tells what a key is and whose, until it is revoked", async () => {
    const { apiKey } = await create(all, ["replay"]);
    const keyId = apiKey?.id ?? "";
    const describe = (mode: Mode = Mode.TEST) =>
      accounts.client.calls.describeKey({ caller: accounts.caller(mode), keyId });
    expect(await describe()).toEqual({
      apiKey,
      projectId: prefixedId("prj", accounts.project.project.id),
      projectName: "Anvils",
      nowMs: constellation.time.clock.now(),
    });
    await expect(describe(Mode.LIVE)).rejects.toMatchObject({ code: "invalid_api_key" });
    await accounts.client.calls.revokeApiKey({ caller: accounts.caller(), id: keyId });
    await expect(describe()).rejects.toMatchObject({ code: "invalid_api_key" });
  });
});
