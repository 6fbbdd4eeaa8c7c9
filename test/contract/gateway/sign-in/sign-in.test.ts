import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { sendAsPerson } from "../fixtures/send-as-person.ts";

let stars: Constellation;
beforeEach(async () => {
  stars = await startConstellation();
});
afterEach(() => stars.stop());

const nobody = { authorization: "" };
const origin = "http://landfall.test";
const asPerson = (method: string, path: string, headers?: Record<string, string>, body?: unknown) =>
  sendAsPerson(stars, method, path, headers, body);

describe("startMagicLink", () => {
  const start = (body: unknown) => stars.send("POST", "/v1/auth/magic/start", body, nobody);

  it("202 {} for every address, with a cookie for this browser", async () => {
    const { status, json, headers } = await start({ email: "ada@example.com" });
    expect([status, json]).toEqual([202, {}]);
    expect(headers.getSetCookie()).toEqual([
      "landfall_magic=browser; Max-Age=900; Path=/; HttpOnly; SameSite=Lax",
    ]);
    expect(stars.memory.signIns).toEqual(["start ada@example.com from 127.0.0.1"]);
  });

  it("400 of what is no request for a link", async () => {
    expect((await start({ email: 5 })).json.error.code).toBe("invalid_email");
    expect((await start({ email: "a@b.example", admin: true })).json.error.code).toBe("unknown_field");
  });
});

describe("a link", () => {
  const verify = "/v1/auth/magic/verify?token=t1";

  it("302 in the browser that asked: a new session, the browser's secret forgotten, nothing cached or told", async () => {
    const mine = { ...nobody, cookie: "landfall_session=fixed; landfall_magic=browser" };
    const { status, headers } = await stars.send("GET", verify, undefined, mine);
    expect([status, headers.get("location")]).toEqual([302, "/"]);
    expect(headers.getSetCookie()).toEqual([
      "landfall_session=session; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax",
      "landfall_magic=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
    ]);
    expect([headers.get("cache-control"), headers.get("referrer-policy")]).toEqual([
      "no-store",
      "no-referrer",
    ]);
  });

  it("200 in any other: a page with a button, and no cookie", async () => {
    for (const cookie of ["", "landfall_magic=other", "landfall_magic=browser; landfall_magic=other"]) {
      const { status, headers, text } = await stars.send("GET", verify, undefined, { ...nobody, cookie });
      expect([status, headers.getSetCookie()]).toEqual([200, []]);
      expect(text).toContain('<form method="post"><button>');
      expect(text).not.toContain("t1");
      expect(headers.get("content-security-policy")).toContain("form-action 'self'");
      // Under no-referrer a browser would send the form with `Origin: null`.
      expect(headers.get("referrer-policy")).toBe("same-origin");
    }
  });

  it("HEAD asks nobody", async () => {
    const { status } = await stars.send("HEAD", verify, undefined, {
      ...nobody,
      cookie: "landfall_magic=browser",
    });
    expect([status, stars.memory.signIns]).toEqual([200, []]);
  });

  it("302 when the button is pressed, from a page of this server alone", async () => {
    const press = (headers: Record<string, string>) =>
      stars.send("POST", verify, undefined, { ...nobody, ...headers });
    const foreign: Record<string, string>[] = [
      {},
      { origin: "null" },
      { origin: "http://evil.test" },
      { origin: `${origin}.evil.test` },
    ];
    for (const other of foreign) {
      expect((await press(other)).json.error.code).toBe("csrf_refused");
    }
    expect(stars.memory.signIns).toEqual([]);
    const { status, headers } = await press({ origin });
    expect([status, headers.getSetCookie()[0]]).toEqual([
      302,
      expect.stringContaining("landfall_session=session;"),
    ]);
  });

  it("400 when it was used, and without a token", async () => {
    const used = await stars.send("GET", "/v1/auth/magic/verify?token=used", undefined, nobody);
    expect([used.status, used.json.error.code]).toEqual([400, "invalid_magic_link"]);
    expect((await stars.send("GET", "/v1/auth/magic/verify", undefined, nobody)).status).toBe(400);
  });
});

describe("a session", () => {
  it("acts with all scopes, in live mode unless another is named, and is asked for each time", async () => {
    expect((await asPerson("GET", "/v1/api-keys")).status).toBe(200);
    expect((await asPerson("GET", "/v1/api-keys", { "landfall-mode": "test" })).status).toBe(200);
    expect(stars.memory.signIns).toEqual(["session session in MODE_LIVE", "session session in MODE_TEST"]);
    const wrong = await asPerson("GET", "/v1/api-keys", { "landfall-mode": "prod" });
    expect([wrong.status, wrong.json.error.param]).toEqual([400, "Landfall-Mode"]);
  });

  it("401 when it has ended, or the cookie is there twice", async () => {
    const ended = await asPerson("GET", "/v1/me", { cookie: "landfall_session=old" });
    expect([ended.status, ended.json.error.code]).toEqual([401, "invalid_session"]);
    const twice = await asPerson("GET", "/v1/me", { cookie: "landfall_session=session; landfall_session=x" });
    expect(twice.json.error.code).toBe("missing_api_key");
  });

  it("changes something only from a page of this server", async () => {
    const change = (headers: Record<string, string>) =>
      asPerson("POST", "/v1/schedules", headers, { endpoint: "https://example.com/", delay: "1h" });
    const foreign: Record<string, string>[] = [
      {},
      { origin: "null" },
      { origin: "https://landfall.test" },
      { origin: `${origin}/` },
    ];
    for (const other of foreign) {
      const { status, json } = await change(other);
      expect([status, json.error.code]).toEqual([403, "csrf_refused"]);
    }
    expect(stars.memory.createCalls).toEqual([]);
    expect((await change({ origin })).status).toBe(201);
  });

  it("goes after a key: a request with both is the key's, and a wrong key is not made good by a session", async () => {
    const both = await asPerson("GET", "/v1/me", { authorization: "Bearer sk_test_1" });
    expect(both.json).toMatchObject({ account_id: null, user_id: null });
    const wrong = await asPerson("GET", "/v1/me", { authorization: "Bearer nobody" });
    expect(wrong.json.error.code).toBe("invalid_api_key");
  });

  it("has no key to tell of", async () => {
    expect((await asPerson("GET", "/v1/whoami")).json.error.code).toBe("missing_api_key");
  });
});

describe("logOut", () => {
  it("204, with the cookie taken back", async () => {
    const { status, headers } = await asPerson("POST", "/v1/auth/logout", { origin });
    expect(status).toBe(204);
    expect(headers.getSetCookie()).toEqual(["landfall_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"]);
    expect(stars.memory.signIns.at(-1)).toBe("end session from 127.0.0.1");
  });

  it("403 of a key", async () => {
    expect((await stars.send("POST", "/v1/auth/logout")).json.error.code).toBe("session_required");
  });
});

describe("getMe and updateMe", () => {
  it("show the account to a session and to a key, and let the session alone change it", async () => {
    const nulls = {
      object: "me",
      account_id: null,
      plan: null,
      user_id: null,
      email: null,
      display_name: null,
    };
    expect((await stars.send("GET", "/v1/me")).json).toEqual(nulls);
    const me = await asPerson("GET", "/v1/me");
    expect(me.json).toMatchObject({ account_id: "acc_1", user_id: "usr_1", email: "ada@example.com" });
    const changed = await asPerson("PATCH", "/v1/me", { origin }, { display_name: "Ada" });
    expect(changed.json).toMatchObject({ display_name: "Ada" });
    const byKey = await stars.send("PATCH", "/v1/me", { display_name: "Ada" });
    expect([byKey.status, byKey.json.error.code]).toEqual([403, "session_required"]);
  });
});
