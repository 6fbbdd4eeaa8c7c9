import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isDuplicate } from "../../../services/store/session/store-errors.ts";
import { purgeSignInNonces, takeSignInNonce } from "../../../services/store/wallets/sign-in-nonces.ts";
import { findWallet } from "../../../services/store/wallets/wallets.ts";
import { madeAt } from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStoreUnderTest();
});
afterAll(() => store.close());
beforeEach(() => store.query("DELETE FROM sign_in_nonces"));

const left = async () => (await store.query("SELECT COUNT(*) AS n FROM sign_in_nonces"))[0]?.n;

describe("a wallet", () => {
  it("is found by its address alone, as it is written", async () => {
    const projectId = randomBytes(16);
    await store.query("INSERT INTO wallets (address_key, project_id, created_at) VALUES (?, ?, ?)", [
      "eip155:0xab",
      projectId,
      madeAt,
    ]);
    const found = { addressKey: "eip155:0xab", projectId, createdAt: madeAt };
    expect(await findWallet(store.payments, "eip155:0xab")).toEqual(found);
    for (const other of ["eip155:0xAB", "eip155:0xab ", "eip155:0xac"])
      expect(await findWallet(store.payments, other), other).toBeNull();
  });
});

describe("a nonce", () => {
  it("is taken once, by one of ten at once", async () => {
    const nonce = randomBytes(32);
    const taken = await Promise.allSettled(
      Array.from({ length: 10 }, () => takeSignInNonce(store.payments, nonce, madeAt)),
    );
    expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of taken) if (each.status === "rejected") expect(isDuplicate(each.reason)).toBe(true);
  });

  it("is kept until it has expired, and then goes in batches", async () => {
    for (let each = 0; each < 5; each++)
      await takeSignInNonce(store.payments, randomBytes(32), madeAt + each);
    expect(await purgeSignInNonces(store.payments, madeAt, 10)).toBe(0);
    expect(await purgeSignInNonces(store.payments, madeAt + 4, 3)).toBe(3);
    expect(await purgeSignInNonces(store.payments, madeAt + 4, 3)).toBe(1);
    expect(await left()).toBe(1);
  });
});
