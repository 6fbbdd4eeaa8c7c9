import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purgeExpiredNonces } from "../../../services/payments/loops/purge-sign-in-nonces.ts";
import { takeSignInNonce } from "../../../services/store/for-payments.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation/constellation.ts";
import { chain } from "../fixtures/constellation/payments.ts";

const publicUrl = "https://wallets.example";
const path = "/api/schedules";
let constellation: Constellation<"payments">;
let served: Constellation<"payments">["payments"];
beforeAll(async () => {
  constellation = await startConstellation({ payments: { publicUrl } });
  ({ payments: served } = constellation);
});
afterAll(() => constellation.close());

const open = () => served.client.calls.openSignIn({ path, reason: "Sign in." });

/** A claim on a challenge with a signature that is none; signed ones are in `test/wallets`. */
async function claim(changes: object = {}): Promise<string> {
  const { info, supportedChains } = JSON.parse((await open()).paymentRequired).extensions["sign-in-with-x"];
  const address = `0x${"0".repeat(39)}1`;
  const said = { ...info, ...supportedChains[0], address, signature: `0x${"1".repeat(130)}`, ...changes };
  return Buffer.from(JSON.stringify(said)).toString("base64");
}

describe("OpenSignIn", () => {
  it("makes a challenge for the public address and the chains that are paid on, each anew", async () => {
    const { paymentRequired, header } = await open();
    const required = JSON.parse(paymentRequired);
    expect(JSON.parse(Buffer.from(header, "base64").toString())).toEqual(required);
    expect(required).toMatchObject({
      error: "Sign in.",
      accepts: [],
      resource: { url: `${publicUrl}${path}` },
    });
    const { info, supportedChains } = required.extensions["sign-in-with-x"];
    expect(info).toMatchObject({
      domain: "wallets.example",
      uri: `${publicUrl}${path}`,
      nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(supportedChains).toEqual([{ chainId: chain, type: "eip191" }]);
    expect((await open()).paymentRequired).not.toContain(info.nonce);
  });

  it("stores nothing", async () => {
    await open();
    expect(await constellation.query("SELECT 1 FROM sign_in_nonces")).toEqual([]);
  });
});

describe("SignIn", () => {
  it("refuses what is not signed, and leaves the challenge to who can sign it", async () => {
    const { result } = await served.client.calls.signIn({ header: await claim(), path });
    expect(result).toEqual({
      $case: "refused",
      value: { reason: "The signature is not of that account." },
    });
    expect(await constellation.query("SELECT 1 FROM sign_in_nonces")).toEqual([]);
  });

  it("refuses a claim for another route, before it looks at the signature", async () => {
    const { result } = await served.client.calls.signIn({ header: await claim(), path: "/api/schedule" });
    expect(result).toMatchObject({
      $case: "refused",
      value: { reason: "The signature is for another address." },
    });
  });

  it("throws for a header that cannot be read, in words of its own", async () => {
    const header = Buffer.from(JSON.stringify({ domain: "secret" })).toString("base64");
    await expect(served.client.calls.signIn({ header, path })).rejects.toMatchObject({
      code: "invalid_parameter",
      message: "SIGN-IN-WITH-X cannot be read.",
    });
  });
});

describe("the purge of nonces", () => {
  it("deletes what has expired, and rests", async () => {
    const now = constellation.time.clock.now();
    for (const [place, expiresAt] of [now - 1, now + 60_000].entries())
      await takeSignInNonce(served.store, Buffer.alloc(32, place), expiresAt);
    expect(await purgeExpiredNonces({ store: served.store, clock: constellation.time.clock })).toBe(60_000);
    expect(await constellation.query("SELECT expires_at FROM sign_in_nonces")).toEqual([
      { expires_at: now + 60_000 },
    ]);
  });
});
