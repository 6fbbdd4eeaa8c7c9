import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { signatureHeaders } from "./sign.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAbcdefghijk=";
const older = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const timestampSeconds = Math.floor(Date.now() / 1000);

function signed(secrets: string[], body: Buffer): Record<string, string> {
  const list = signatureHeaders(secrets, { messageId: "order-1", timestampSeconds, body });
  const headers: Record<string, string> = {};
  for (let index = 0; index < list.length; index += 2) headers[list[index] ?? ""] = list[index + 1] ?? "";
  return headers;
}

const stripe = new Stripe("sk_test_unused");
const bodies: readonly [string, Buffer][] = [
  ["JSON", Buffer.from('{"a":1}')],
  ["Unicode", Buffer.from('{"a":"Zoë 🛬 日本"}')],
  ["white space and newlines", Buffer.from(' {"a":\r\n 1}\n')],
];

describe("signatureHeaders", () => {
  for (const [name, body] of bodies) {
    it(`verifies in Stripe's and Standard Webhooks' own packages: ${name}`, () => {
      const headers = signed([secret], body);
      const expected = JSON.parse(body.toString());
      expect(stripe.webhooks.constructEvent(body, headers["Sched-Signature"] ?? "", secret)).toEqual(
        expected,
      );
      expect(new Webhook(secret).verify(body, headers)).toEqual(expected);
    });
  }

  it("verifies an empty body", () => {
    const headers = signed([secret], Buffer.alloc(0));
    // Stripe's package rejects an empty payload.
    const hex = createHmac("sha256", secret).update(`${timestampSeconds}.`).digest("hex");
    expect(headers["Sched-Signature"]).toBe(`t=${timestampSeconds},v1=${hex}`);
    expect(new Webhook(secret).verify("", headers)).toBeUndefined();
  });

  it("signs the bytes themselves, UTF-8 or not", () => {
    const body = Buffer.from([0xff, 0x00, 0xfe, 0x80]);
    const headers = signed([secret], body);
    // Both packages decode the payload to text first, which these bytes do not survive.
    const over = (key: string | Buffer, prefix: string) =>
      createHmac("sha256", key).update(prefix).update(body);
    expect(headers["Sched-Signature"]).toContain(over(secret, `${timestampSeconds}.`).digest("hex"));
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    expect(headers["webhook-signature"]).toBe(
      `v1,${over(key, `order-1.${timestampSeconds}.`).digest("base64")}`,
    );
  });

  it("verifies with either secret during a rotation", () => {
    const body = Buffer.from('{"a":1}');
    const headers = signed([secret, older], body);
    for (const each of [secret, older]) {
      expect(stripe.webhooks.signature?.verifyHeader(body, headers["Sched-Signature"] ?? "", each)).toBe(
        true,
      );
      expect(new Webhook(each).verify(body, headers)).toEqual({ a: 1 });
    }
  });

  it("does not verify with another secret, body or time", () => {
    const headers = signed([secret], Buffer.from('{"a":1}'));
    const header = headers["Sched-Signature"] ?? "";
    const verify = (body: string, text: string, key: string) => () =>
      stripe.webhooks.signature?.verifyHeader(body, text, key);
    expect(verify('{"a":1}', header, older)).toThrow();
    expect(verify('{"a":2}', header, secret)).toThrow();
    expect(verify('{"a":1}', header.replace(/t=\d+/, `t=${timestampSeconds - 1}`), secret)).toThrow();
    expect(() => new Webhook(secret).verify('{"a":2}', headers)).toThrow();
  });

  it("sends no signature headers without a secret", () => {
    expect(signed([], Buffer.from("x"))).toEqual({});
  });
});
