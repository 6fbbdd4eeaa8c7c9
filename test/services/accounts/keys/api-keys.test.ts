import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IssuedApiKey } from "../../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { createProject } from "../../../../services/accounts/create-project.ts";
import { newUlid, prefixedId } from "../../../../services/runtime/ulid.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";

/** Of whoever asks. */
const callerScopes = ["read", "write", "replay", "admin"];
let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeAll(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
});
afterAll(() => constellation.close());

/** Moves the clock by a millisecond each, so that the order of a list is certain. */
function create(name: string, scopes = ["read"], mode: Mode = Mode.TEST): Promise<IssuedApiKey> {
  constellation.time.move(1);
  return accounts.client.calls.createApiKey({ caller: accounts.caller(mode), name, scopes, callerScopes });
}

function list(page: { limit?: number; cursor?: string; mode?: Mode } = {}) {
  const { limit = 0, cursor, mode = Mode.TEST } = page;
  return accounts.client.calls.listApiKeys({
    caller: accounts.caller(mode),
    limit,
    ...(cursor !== undefined && { cursor }),
    includeTotal: true,
  });
}

describe("CreateApiKey", () => {
  it("shows the key once, and of it keeps a hint", async () => {
    const { apiKey, secret } = await create("deploy", ["admin", "read", "read"]);
    expect(secret).toMatch(/^sk_test_[0-9A-Za-z]{43}$/);
    expect(apiKey).toMatchObject({
      id: expect.stringMatching(/^key_/),
      name: "deploy",
      mode: Mode.TEST,
      scopes: ["read", "admin"],
      hint: `${secret.slice(0, 12)}...${secret.slice(-4)}`,
      createdAtMs: constellation.time.clock.now(),
      lastUsedAtMs: undefined,
      revokedAtMs: undefined,
    });
    const rows = await accounts.store.rows("SELECT * FROM api_keys");
    expect(JSON.stringify(rows)).not.toContain(secret.slice(12, -4));
  });

  it("makes keys of the caller's mode", async () => {
    const { secret } = await create("deploy", ["read"], Mode.LIVE);
    expect(secret).toMatch(/^sk_live_/);
    const { caller } = await accounts.client.calls.authenticate({ apiKey: secret });
    expect(caller?.mode).toBe(Mode.LIVE);
  });

  for (const [what, name, scopes, param] of [
    ["no name", "", ["read"], "name"],
    ["a blank name", "  ", ["read"], "name"],
    ["a name of 201 characters", "x".repeat(201), ["read"], "name"],
    ["no scope", "x", [], "scopes"],
    ["an unknown scope", "x", ["read", "root"], "scopes"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await expect(create(name, [...scopes])).rejects.toMatchObject({ code: "invalid_parameter", param });
    });
  }

  it("counts characters as people do", async () => {
    const { apiKey } = await create("😀".repeat(200));
    expect(apiKey?.name).toBe("😀".repeat(200));
  });
});

describe("ListApiKeys", () => {
  it("goes through all keys of project and mode, newest first, a page at a time", async () => {
    const other = await accounts.store.transact((transaction) =>
      createProject(transaction, constellation.keys, "Other", constellation.time.clock.now()),
    );
    for (const name of ["one", "two", "three"]) await create(name);
    const seen: string[] = [];
    let cursor: string | undefined;
    let total: number | undefined;
    do {
      const page = await list({ limit: 2, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.apiKeys.map(({ name }) => name));
      cursor = page.nextCursor;
      total = page.total;
    } while (cursor !== undefined);
    expect(seen.slice(0, 3)).toEqual(["three", "two", "one"]);
    expect(seen.at(-1)).toBe("First test key");
    expect(seen).toHaveLength(total ?? 0);
    const others = await accounts.client.calls.listApiKeys({
      caller: { projectId: prefixedId("prj", other.project.id), mode: Mode.LIVE },
      limit: 0,
      includeTotal: true,
    });
    expect(others).toMatchObject({ total: 1, apiKeys: [{ name: "First live key" }] });
    expect(others.nextCursor).toBeUndefined();
  });

  it("refuses a cursor that no page gave", async () => {
    await expect(list({ cursor: "next" })).rejects.toMatchObject({ code: "invalid_cursor", param: "cursor" });
  });
});

describe("RotateApiKey", () => {
  it("makes a key with the same name and scopes, and the old one ends in the same instant", async () => {
    const old = await create("ci", ["read", "write"]);
    constellation.time.move(1);
    const id = old.apiKey?.id ?? "";
    const made = await accounts.client.calls.rotateApiKey({ caller: accounts.caller(), id, callerScopes });
    expect(made.apiKey).toMatchObject({ name: "ci", scopes: ["read", "write"], mode: Mode.TEST });
    expect(made.apiKey?.id).not.toBe(id);
    await expect(accounts.client.calls.authenticate({ apiKey: old.secret })).rejects.toMatchObject({
      code: "invalid_api_key",
    });
    expect(await accounts.client.calls.authenticate({ apiKey: made.secret })).toMatchObject({
      keyId: made.apiKey?.id,
    });
    const { apiKeys } = await list({ limit: 2 });
    expect(apiKeys.map(({ revokedAtMs }) => revokedAtMs)).toEqual([
      undefined,
      constellation.time.clock.now(),
    ]);
  });

  it("of a revoked key is refused, so that of two rotations at once one makes a key", async () => {
    const { apiKey } = await create("ci");
    const id = apiKey?.id ?? "";
    const rotate = () => accounts.client.calls.rotateApiKey({ caller: accounts.caller(), id, callerScopes });
    const results = await Promise.allSettled([rotate(), rotate()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(rotate()).rejects.toMatchObject({ code: "api_key_revoked" });
  });
});

describe("RevokeApiKey", () => {
  it("ends a key; again, it answers the same", async () => {
    const { apiKey } = await create("old");
    const id = apiKey?.id ?? "";
    const first = await accounts.client.calls.revokeApiKey({ caller: accounts.caller(), id });
    expect(first).toEqual({ ...apiKey, revokedAtMs: constellation.time.clock.now() });
    constellation.time.move(1_000);
    expect(await accounts.client.calls.revokeApiKey({ caller: accounts.caller(), id })).toEqual(first);
  });

  it("finds no key of the other mode, with an unknown id, or with a malformed one", async () => {
    const { apiKey } = await create("kept");
    const notFound = { code: "api_key_not_found" };
    for (const [id, mode] of [
      [apiKey?.id ?? "", Mode.LIVE],
      [prefixedId("key", newUlid(0)), Mode.TEST],
      [apiKey?.id.replace("key_", "sec_") ?? "", Mode.TEST],
      ["", Mode.TEST],
    ] as const) {
      const target = { caller: accounts.caller(mode), id };
      await expect(accounts.client.calls.revokeApiKey(target)).rejects.toMatchObject(notFound);
      await expect(accounts.client.calls.rotateApiKey({ ...target, callerScopes })).rejects.toMatchObject(
        notFound,
      );
    }
    expect((await list({ limit: 1 })).apiKeys[0]?.revokedAtMs).toBeUndefined();
  });
});
