import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { signatureHeaders } from "../../../../services/dispatcher/attempt/request/sign.ts";
import type { HeaderSource } from "./header-of.ts";
import { verify } from "./verify.ts";

const secretOf = (seed: number) => `whsec_${Buffer.alloc(32, seed).toString("base64")}`;
const [current, next, previous, foreign] = [secretOf(1), secretOf(2), secretOf(3), secretOf(4)];
const atSeconds = 1_798_761_600;
const now = () => atSeconds * 1_000;
const body = Buffer.from('{"größe":"ä"}');

/** Headers of a delivery signed with these secrets. */
function signed(
  secrets: readonly string[],
  of: Uint8Array = body,
  seconds = atSeconds,
): Record<string, string> {
  const flat = signatureHeaders(secrets, { messageId: "idem_1", timestampSeconds: seconds, body: of });
  const headers: Record<string, string> = { "Idempotency-Key": "idem_1", "Sched-Attempt": "2" };
  for (let at = 0; at < flat.length; at += 2) headers[String(flat[at])] = String(flat[at + 1]);
  return headers;
}

const without = (headers: Record<string, string>, prefix: string) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.toLowerCase().startsWith(prefix)));
const reasonOf = (source: HeaderSource, secrets: string | string[] = current, at = now) =>
  verify(source, body, secrets, { now: at }).then(
    () => "verified",
    (error: unknown) => Object(error).reason ?? String(error),
  );

describe("a delivery verifies", () => {
  it.each([
    ["by both schemes", signed([current])],
    ["by Sched-Signature alone", without(signed([current]), "webhook-")],
    ["by Standard Webhooks alone", without(signed([current]), "sched-sig")],
  ])("%s", async (_name, headers) => {
    expect(await reasonOf(headers)).toBe("verified");
  });

  it("from Headers, a Request, Node's headers in lower case, and lists of values", async () => {
    const headers = signed([current]);
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const request = new Request("https://example.com", { method: "POST", headers, body: "{}" });
    const listed = { ...lower, "webhook-signature": [lower["webhook-signature"] ?? ""] };
    const express = { get: (name: string) => lower[name], headers: lower };
    for (const source of [new Headers(headers), request, lower, { headers: lower }, listed, express]) {
      expect(await reasonOf(source)).toBe("verified");
    }
  });

  it("with any of its bytes, its text or its buffer", async () => {
    const raw = body.buffer.slice(body.byteOffset, body.byteOffset + body.length);
    for (const given of [body, body.toString(), new Uint8Array(body), raw]) {
      if (!(given instanceof ArrayBuffer || typeof given === "string" || given instanceof Uint8Array))
        throw new Error();
      const delivery = await verify(signed([current]), given, current, { now });
      expect(delivery).toMatchObject({
        idempotencyKey: "idem_1",
        attempt: 2,
        scheduleId: null,
        scheduledFor: null,
      });
      expect([delivery.text(), delivery.json()]).toEqual(['{"größe":"ä"}', { größe: "ä" }]);
    }
    expect((await verify(signed([current], Buffer.alloc(0)), "", current, { now })).rawBody).toHaveLength(0);
  });

  it("through a rotation: with the old, the new and the next secret, whichever of them signs", async () => {
    const overlapping = signed([next, previous]);
    for (const known of [next, previous, [foreign, previous], [current, next]]) {
      expect(await reasonOf(overlapping, known)).toBe("verified");
    }
    expect(await reasonOf(overlapping, [current, foreign])).toBe("no_match");
  });

  it("whenever the libraries of Stripe and Standard Webhooks say so", async () => {
    const fresh = signed([current], body, Math.floor(Date.now() / 1_000));
    expect(new Webhook(current).verify(body, fresh)).toBeTruthy();
    const stamped = fresh["Sched-Signature"] ?? "";
    expect(new Stripe("x").webhooks.constructEvent(body.toString(), stamped, current)).toBeTruthy();
    expect(await verify(fresh, body, current)).toMatchObject({ idempotencyKey: "idem_1" });
  });
});

describe("the reason", () => {
  const stamped = (value: string) => ({ "Sched-Signature": value });
  const hmac = createHmac("sha256", current).update(`${atSeconds}.`).update(body).digest("hex");

  it("is missing without a signature", async () => {
    expect(await reasonOf({})).toBe("missing");
    expect(await reasonOf({ get: () => undefined })).toBe("missing");
    expect(await reasonOf({ "webhook-id": "m", "webhook-timestamp": "1" })).toBe("missing");
  });

  it.each([
    "",
    "nonsense",
    `v1=${hmac}`,
    `t=${atSeconds}`,
    `t=,v1=${hmac}`,
    `t=-5,v1=${hmac}`,
    `t=1e9,v1=${hmac}`,
    `t=${atSeconds},t=${atSeconds},v1=${hmac}`,
    `t=${atSeconds},v1=${hmac.slice(2)}`,
    `t=${atSeconds},v1=${hmac}zz`,
    `t=${atSeconds},v1=${hmac.slice(2)}zz`,
    `t=${atSeconds}${`,v1=${hmac}`.repeat(17)}`,
  ])("is malformed for Sched-Signature %s", async (value) => {
    expect(await reasonOf(stamped(value))).toBe("malformed");
  });

  it.each([
    { "webhook-id": "" },
    { "webhook-timestamp": "soon" },
    { "webhook-signature": "" },
    { "webhook-signature": "v1a,abc" },
    { "webhook-signature": "v1,abc" },
  ])("is malformed for Standard Webhooks with %o", async (more) => {
    const lower = without(signed([current]), "sched-sig");
    expect(await reasonOf({ ...lower, ...more })).toBe("malformed");
  });

  it("is no_match for another body, secret, time or id, in whichever scheme", async () => {
    expect(await reasonOf(signed([foreign]))).toBe("no_match");
    expect(await reasonOf(signed([current], Buffer.from("{}")))).toBe("no_match");
    expect(await reasonOf(stamped(`t=${atSeconds + 1},v1=${hmac}`))).toBe("no_match");
    const good = signed([current]);
    const mixed = { ...good, "Sched-Signature": signed([foreign])["Sched-Signature"] ?? "" };
    expect(await reasonOf(mixed)).toBe("no_match");
    expect(await reasonOf({ ...good, "webhook-id": "idem_2" })).toBe("no_match");
    expect(await reasonOf({ ...good, "Idempotency-Key": "idem_2" })).toBe("no_match");
  });

  it("is too_old and too_new beyond the tolerance, and not at its edge", async () => {
    const [at, minute] = [now(), 60_000];
    const headers = signed([current]);
    const ask = (nowMs: number, toleranceMs?: number) =>
      verify(headers, body, current, { now: () => nowMs, toleranceMs }).then(
        () => "verified",
        ({ reason }) => reason,
      );
    expect(await Promise.all([ask(at + 5 * minute), ask(at - 5 * minute)])).toEqual(["verified", "verified"]);
    expect(await Promise.all([ask(at + 5 * minute + 1), ask(at - 5 * minute - 1)])).toEqual([
      "too_old",
      "too_new",
    ]);
    expect(await Promise.all([ask(at + 1_001, 1_000), ask(at + 1_000, 1_000)])).toEqual([
      "too_old",
      "verified",
    ]);
  });
});

describe("what cannot be right", () => {
  it("is not a secret of Landfall", async () => {
    for (const secrets of [[], "", "secret", "whsec_", "whsec_abc", [current, ""]]) {
      await expect(verify(signed([current]), body, secrets, { now })).rejects.toThrow(TypeError);
    }
  });

  it("is a body that a parser has made something of", async () => {
    const parsed: unknown = JSON.parse(body.toString());
    const call: (...given: never[]) => Promise<unknown> = verify;
    await expect(Reflect.apply(call, null, [signed([current]), parsed, current])).rejects.toThrow(
      "as they came",
    );
  });
});
