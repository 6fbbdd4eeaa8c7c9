import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newUlid } from "../../../services/runtime/ulid.ts";
import { findApiKey, insertApiKeys } from "../../../services/store/accounts/api-keys.ts";
import { insertProject } from "../../../services/store/accounts/projects.ts";
import {
  deleteSigningSecrets,
  rotateSigningSecrets,
} from "../../../services/store/accounts/rotate-signing-secrets.ts";
import { loadSigningSecrets } from "../../../services/store/accounts/signing-secrets.ts";
import { allDoors, type Door } from "../../../services/store/schema/grants.ts";
import { connectStore } from "../../../services/store/session/connect.ts";
import { serverErrno } from "../../../services/store/session/store-errors.ts";
import { storeTime } from "../../../services/store/session/store-time.ts";
import { madeAt, newOwner } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());

/** Error numbers for denied access to a table or column, on MySQL and MariaDB. */
const denied = (error: unknown) => [1142, 1143].includes(serverErrno(error) ?? 0);

describe("a service's user of the database", () => {
  // The statements of the scheduler and dispatcher run with their users in all other tests of this folder.
  it("does what the accounts service needs", async () => {
    const owner = newOwner();
    const { projectId } = owner;
    const keyHash = Buffer.alloc(32, 7);
    await insertProject(store.accounts, {
      id: projectId,
      name: "mine",
      retentionDays: null,
      createdAt: madeAt,
    });
    const key = {
      ...owner,
      id: newUlid(madeAt),
      name: "first",
      keyHash,
      keyHint: "sk_test",
      scopes: ["read"],
    };
    await insertApiKeys(store.accounts, [{ ...key, createdAt: madeAt, lastUsedAt: null, revokedAt: null }]);
    expect(await findApiKey(store.accounts, keyHash)).toMatchObject({ projectId });
    const make = (role: "current" | "next") => ({
      id: newUlid(madeAt),
      projectId,
      role,
      sealedSecret: Buffer.from("sealed"),
      createdAt: madeAt,
      expiresAt: null,
    });
    await rotateSigningSecrets(store.accounts, projectId, madeAt, madeAt + 1_000, make, null);
    const rotated = await rotateSigningSecrets(store.accounts, projectId, madeAt, madeAt + 1_000, make, null);
    expect(rotated.map(({ role }) => role).sort()).toEqual(["current", "next", "previous"]);
    expect(await loadSigningSecrets(store.dispatcher, [projectId], madeAt + 1_000)).toHaveLength(2);
    await deleteSigningSecrets(store.accounts, projectId);
  });

  const refused: readonly (readonly [Door, string])[] = [
    ["dispatcher", "SELECT 1 FROM api_keys"],
    ["dispatcher", "UPDATE requests SET endpoint = 'https://elsewhere.example' WHERE 1 = 0"],
    ["dispatcher", "INSERT INTO schedules (id) VALUES ('x')"],
    ["dispatcher", "DELETE FROM signing_secrets"],
    ["scheduler", "SELECT outcome FROM attempts"],
    ["scheduler", "SELECT key_hash FROM api_keys"],
    ["scheduler", "SELECT 1 FROM signing_secrets"],
    ["scheduler", "DELETE FROM deliveries"],
    ["scheduler", "UPDATE requests SET endpoint = 'https://elsewhere.example' WHERE 1 = 0"],
    ["scheduler", "DELETE FROM locks"],
    ["scheduler", "SELECT 1 FROM dispatchers"],
    ["accounts", "SELECT 1 FROM dispatchers"],
    ["accounts", "SELECT request_id FROM deliveries"],
    ["accounts", "DELETE FROM idempotency_keys"],
    ["accounts", "SELECT 1 FROM requests"],
    ["accounts", "DELETE FROM schedules"],
    ["scheduler", "DELETE FROM wallets"],
    ["dispatcher", "INSERT INTO credits (schedule_id) VALUES ('x')"],
    ["accounts", "SELECT 1 FROM credits"],
    ["payments", "SELECT 1 FROM schedules"],
    ["payments", "UPDATE wallets SET project_id = 'x'"],
    ["payments", "SELECT nonce FROM sign_in_nonces"],
  ];
  for (const [door, statement] of refused) {
    it(`${door} may not ${statement}`, async () => {
      await expect(store[door].change(statement)).rejects.toSatisfy(denied);
    });
  }

  for (const door of allDoors) {
    it(`${door} may not alter the schema, and may look at the clock`, async () => {
      await expect(store[door].change("ALTER TABLE deliveries ADD x INT")).rejects.toSatisfy(denied);
      await expect(store[door].change("CREATE TABLE x (y INT)")).rejects.toSatisfy(denied);
      await expect(store[door].change("DROP TABLE projects")).rejects.toSatisfy(denied);
      const looking = connectStore({ url: store.database.doorUrl(door), connections: 1 });
      expect(Math.abs((await storeTime(looking)) - Date.now())).toBeLessThan(60_000);
      await looking.close();
    });
  }
});
