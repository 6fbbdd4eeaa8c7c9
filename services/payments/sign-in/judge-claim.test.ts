import { randomBytes } from "node:crypto";
import type { SIWxPayload } from "@x402/extensions/sign-in-with-x";
import { describe, expect, it } from "vitest";
import { createKeyRing } from "../../runtime/sealing.ts";
import { judgeClaim } from "./judge-claim.ts";
import { makeNonce } from "./nonce.ts";

const now = Date.UTC(2027, 2, 1, 12);
const keys = createKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const publicUrl = new URL("https://wallets.example:8443");
const chains = ["eip155:8453", "eip155:4217"];
const path = "/api/schedule";
const expiresAt = now + 300_000;
const iso = (at: number) => new Date(at).toISOString();

const claim: SIWxPayload = {
  domain: "wallets.example:8443",
  uri: "https://wallets.example:8443/api/schedule",
  address: "0x00000000000000000000000000000000000000Aa",
  version: "1",
  chainId: "eip155:8453",
  type: "eip191",
  nonce: makeNonce(keys, randomBytes(16), expiresAt, publicUrl.origin),
  issuedAt: iso(now),
  expirationTime: iso(expiresAt),
  signature: "0x",
};

const judge = (changes: Partial<SIWxPayload>, at = now) =>
  judgeClaim(
    { keys, publicUrl, chains, clock: { now: () => at } as Parameters<typeof judgeClaim>[0]["clock"] },
    { ...claim, ...changes },
    path,
  );

describe("a signed challenge", () => {
  it("of ours, for this route and in time, is taken with its nonce", () => {
    expect(judge({})).toEqual({ nonce: Buffer.from(claim.nonce, "hex"), expiresAt: expiresAt + 30_000 });
    expect(judge({ uri: "https://wallets.example:8443" })).toMatchObject({ expiresAt: expect.any(Number) });
    expect(judge({ chainId: "eip155:4217" })).toMatchObject({ expiresAt: expect.any(Number) });
  });

  for (const [what, changes, refusal] of [
    ["for another host", { domain: "wallets.example" }, /another host/],
    ["for another origin", { uri: "https://evil.example/api/schedule" }, /another address/],
    ["for another route", { uri: "https://wallets.example:8443/api/schedules" }, /another address/],
    ["for no address", { uri: "nowhere" }, /another address/],
    ["of another version", { version: "2" }, /version/],
    ["of another chain", { chainId: "eip155:1" }, /eip155:8453 or eip155:4217/],
    ["of another kind of account", { type: "ed25519" }, /plain accounts/],
    ["of no account", { address: "0x12" }, /plain accounts/],
    ["without an instant", { issuedAt: "today" }, /not valid yet/],
    ["from the future", { issuedAt: iso(now + 31_000) }, /not valid yet/],
    ["not valid before later", { notBefore: iso(now + 31_000) }, /not valid yet/],
    ["without an end", { expirationTime: undefined }, /expired/],
    ["with an end of its own", { expirationTime: iso(expiresAt + 60_000) }, /not of this server/],
    ["with a nonce of its own", { nonce: "a".repeat(64) }, /not of this server/],
    ["with a nonce that is none", { nonce: "12345678" }, /not of this server/],
  ] as const) {
    it(`${what} is refused`, () => expect(judge({ ...claim, ...changes } as SIWxPayload)).toMatch(refusal));
  }

  it("may come half a minute late or early, since clocks differ, and no later", () => {
    expect(judge({}, now - 30_000)).toMatchObject({ expiresAt: expect.any(Number) });
    expect(judge({}, now - 30_001)).toMatch(/not valid yet/);
    expect(judge({}, expiresAt + 29_999)).toMatchObject({ expiresAt: expect.any(Number) });
    expect(judge({}, expiresAt + 30_000)).toMatch(/expired/);
  });

  it("that was made with an older key of the ring is taken, with a key that is gone it is not", () => {
    const [older, newer] = [randomBytes(32), randomBytes(32)].map((key) => key.toString("base64"));
    const before = createKeyRing(`a:${older}`);
    const nonce = makeNonce(before, randomBytes(16), expiresAt, publicUrl.origin);
    const clock = { now: () => now } as Parameters<typeof judgeClaim>[0]["clock"];
    const by = (ring: string) =>
      judgeClaim({ keys: createKeyRing(ring), publicUrl, chains, clock }, { ...claim, nonce }, path);
    expect(by(`b:${newer},a:${older}`)).toMatchObject({ expiresAt: expect.any(Number) });
    expect(by(`b:${newer}`)).toMatch(/not of this server/);
  });
});
