import { afterEach, describe, expect, it } from "vitest";
import { trustedProxies } from "../../../../gateway/sign-in/client-address.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { sendAsPerson } from "../fixtures/send-as-person.ts";

let stars: Constellation;
afterEach(() => stars.stop());

const nobody = { authorization: "" };
const origin = "http://landfall.test";
const asPerson = (method: string, path: string, headers?: Record<string, string>) =>
  sendAsPerson(stars, method, path, headers);

describe("over https", () => {
  it("the session's cookie is tied to the host", async () => {
    const people = { signIn: { publicUrl: "https://landfall.test" }, isTrusted: () => false };
    stars = await startConstellation({ people });
    const path = "/v1/auth/magic/verify?token=t1";
    const { headers } = await stars.send("GET", path, undefined, {
      ...nobody,
      cookie: "landfall_magic=browser",
    });
    expect(headers.getSetCookie()[0]).toBe(
      "__Host-landfall_session=session; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax; Secure",
    );
    expect((await asPerson("GET", "/v1/me")).status).toBe(401);
    expect((await asPerson("GET", "/v1/me", { cookie: "__Host-landfall_session=session" })).status).toBe(200);
  });
});

describe("behind a trusted proxy", () => {
  it("the client is the last that is no proxy", async () => {
    const isTrusted = trustedProxies("127.0.0.0/8, 10.0.0.0/8");
    if (isTrusted === null) throw new Error("not read");
    stars = await startConstellation({ people: { signIn: { publicUrl: origin }, isTrusted } });
    const from = async (forwarded: string) => {
      const headers = { ...nobody, "x-forwarded-for": forwarded };
      await stars.send("POST", "/v1/auth/magic/start", { email: "a@b.example" }, headers);
      return stars.memory.signIns.at(-1);
    };
    expect(await from("6.6.6.6, 192.0.2.7, 10.1.1.1")).toBe("start a@b.example from 192.0.2.7");
    expect(await from("nonsense")).toBe("start a@b.example from 127.0.0.1");
  });
});

describe("without SIGN_IN", () => {
  it("there is nothing at these paths, whatever the method, and no cookie is looked at", async () => {
    stars = await startConstellation({ people: null });
    for (const [method, path] of [
      ["POST", "/v1/auth/magic/start"],
      ["GET", "/v1/auth/magic/start"],
      ["GET", "/v1/auth/magic/verify?token=t1"],
      ["POST", "/v1/auth/logout"],
      ["GET", "/v1/me"],
    ] as const) {
      const { status, json } = await asPerson(method, path, { authorization: "Bearer sk_test_1" });
      expect([status, json.error.code]).toEqual([404, "route_not_found"]);
    }
    expect((await asPerson("GET", "/v1/api-keys")).json.error.code).toBe("missing_api_key");
    expect(stars.memory.signIns).toEqual([]);
  });
});
