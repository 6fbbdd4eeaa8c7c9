import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SigningSecrets } from "../../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { loadSigningSecrets } from "../../../../services/store/for-accounts.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { whileTimePasses } from "../../fixtures/while-time-passes.ts";

const dayMs = 24 * 60 * 60 * 1_000;

let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
beforeEach(async () => {
  constellation = await startConstellation({ accounts: {} });
  ({ accounts } = constellation);
});
afterEach(() => constellation.close());

const read = (): Promise<SigningSecrets> =>
  accounts.client.calls.getSigningSecrets({ caller: accounts.caller() });
const rotate = (): Promise<SigningSecrets> =>
  whileTimePasses(constellation, accounts.client.calls.rotateSigningSecrets({ caller: accounts.caller() }));
const remove = (): Promise<SigningSecrets> =>
  whileTimePasses(constellation, accounts.client.calls.deleteSigningSecrets({ caller: accounts.caller() }));

describe("signing secrets", () => {
  it("are two from the start, of 32 bytes each, the same in both modes", async () => {
    const secrets = await read();
    for (const each of [secrets.current, secrets.next]) {
      const [, base64 = ""] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(each?.secret ?? "") ?? [];
      expect(Buffer.from(base64, "base64")).toHaveLength(32);
      expect(each).toMatchObject({ id: expect.stringMatching(/^sec_/), expiresAtMs: undefined });
    }
    expect(secrets.current?.secret).not.toBe(secrets.next?.secret);
    expect(secrets.previous).toBeUndefined();
    const live = await accounts.client.calls.getSigningSecrets({ caller: accounts.caller(Mode.LIVE) });
    expect(live).toEqual(secrets);
  });

  it("are not in the store as they are", async () => {
    const { current } = await read();
    const records = await loadSigningSecrets(accounts.store, [accounts.project.project.id], 0);
    expect(records).toHaveLength(2);
    for (const { sealedSecret } of records) {
      expect(sealedSecret.includes(Buffer.from(current?.secret ?? ""))).toBe(false);
    }
  });
});

describe("a rotation", () => {
  it("promotes the next secret, makes another, and lets the old one sign for 24 hours", async () => {
    const before = await read();
    const askedAt = constellation.time.clock.now();
    const after = await rotate();
    expect(after.current).toEqual(before.next);
    const expiresAtMs = after.previous?.expiresAtMs ?? 0;
    expect(after.previous).toEqual({ ...before.current, expiresAtMs });
    expect(expiresAtMs).toBeGreaterThanOrEqual(askedAt + dayMs);
    expect(expiresAtMs).toBeLessThanOrEqual(constellation.time.clock.now() + dayMs);
    expect([before.current?.secret, before.next?.secret]).not.toContain(after.next?.secret);
    expect(await read()).toEqual(after);

    constellation.time.move(expiresAtMs - constellation.time.clock.now() - 1);
    expect((await read()).previous?.id).toBe(before.current?.id);
    constellation.time.move(1);
    expect((await read()).previous).toBeUndefined();
  });

  it("is answered when nothing starts any more that is signed by those of before, and so is a deletion", async () => {
    for (const change of [rotate, remove, remove]) {
      const askedAt = constellation.time.clock.now();
      await change();
      expect(constellation.time.clock.now() - askedAt).toBeGreaterThanOrEqual(1_800);
    }
  });

  it("within a day of another shows the secret that lasts longer, and keeps both", async () => {
    const first = await rotate();
    constellation.time.move(1_000);
    const second = await rotate();
    expect(second.previous?.id).toBe(first.current?.id);
    const records = await loadSigningSecrets(
      accounts.store,
      [accounts.project.project.id],
      constellation.time.clock.now(),
    );
    expect(records.filter(({ role }) => role === "previous")).toHaveLength(2);
  });

  it("at once with another comes before or after it: each promotes a secret of its own", async () => {
    const results = await Promise.all([rotate(), rotate()]);
    const [one, other] = results.map(({ current }) => current?.id);
    expect(one).not.toBe(other);
    const { current, next } = await read();
    expect([one, other]).toContain(current?.id);
    expect(next).toBeDefined();
  });

  it("gives an unsigned project two new secrets", async () => {
    const before = await read();
    const deleted = await remove();
    const none = { current: undefined, next: undefined, previous: undefined };
    expect(deleted).toEqual(none);
    expect(await read()).toEqual(none);
    expect(await remove()).toEqual(none);
    const after = await rotate();
    expect(after.previous).toBeUndefined();
    expect(after.current?.id).not.toBe(after.next?.id);
    expect([before.current?.id, before.next?.id]).not.toContain(after.current?.id);
  });
});
