import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Landfall as Client } from "../../clients/sdk/src/index.ts";
import { type MailServer, startMailServer, tokenIn } from "../services/fixtures/mail-server.ts";
import { writePlansFile } from "../services/fixtures/plans-file.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";

const file = writePlansFile();
let mails: MailServer;
let system: Landfall;
beforeAll(async () => {
  mails = await startMailServer();
  system = await newLandfall();
  await system.start({
    SIGN_IN: "magic",
    PUBLIC_URL: system.url,
    SMTP_URL: mails.url,
    MAIL_FROM: "no-reply@landfall.test",
    PLANS_FILE: file.path,
  });
}, 60_000);
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await mails.close();
  file.remove();
});

/** A browser: keeps its cookies, and sends `Origin` with what is no GET. */
function newBrowser() {
  const cookies = new Map<string, string>();
  return async (method: string, path: string, body?: unknown) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${system.url}${path}`, {
      method,
      redirect: "manual",
      headers: { cookie, ...(method !== "GET" && { origin: system.url }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
}

describe("a new person", () => {
  it("signs up by a mail that a scanner opened first, makes a key, and schedules by it within the plan", async () => {
    const [browser, scanner] = [newBrowser(), newBrowser()];
    expect((await browser("POST", "/v1/auth/magic/start", { email: "ada@example.com" })).status).toBe(202);
    const link = `/v1/auth/magic/verify?token=${tokenIn(await mails.mail("ada@example.com", 1))}`;
    for (const method of ["HEAD", "GET", "GET"]) expect((await scanner(method, link)).status).toBe(200);
    expect((await browser("GET", link)).status).toBe(302);
    expect((await browser("GET", link)).status).toBe(400);
    const me = await (await browser("GET", "/v1/me")).json();
    expect(me).toMatchObject({ email: "ada@example.com", plan: "small", display_name: null });
    const made = await browser("POST", "/v1/api-keys", { name: "first", scopes: ["read", "write"] });
    const { key } = await made.json();
    expect(key).toMatch(/^sk_live_/);
    const landfall = new Client({ apiKey: key, baseUrl: system.url });
    const endpoint = "https://93.184.215.14/hook";
    expect(await landfall.schedules.create({ endpoint, delay: "1h" })).toMatchObject({ over_limit: false });
    expect(await landfall.figures.usage()).toMatchObject({ plan: "small", scheduled: 1, limit: 20 });
    expect(await landfall.account.me()).toMatchObject({ account_id: me.account_id, user_id: null });
    await landfall.account.startMagicLink({ email: "sdk@example.com" });
    expect(tokenIn(await mails.mail("sdk@example.com", 1))).toHaveLength(43);
  }, 60_000);

  it("confirms on the phone, and is out after logging out, there alone", async () => {
    const [laptop, phone] = [newBrowser(), newBrowser()];
    await laptop("POST", "/v1/auth/magic/start", { email: "grace@example.com" });
    const link = `/v1/auth/magic/verify?token=${tokenIn(await mails.mail("grace@example.com", 1))}`;
    expect((await phone("GET", link)).headers.get("content-type")).toMatch(/^text\/html/);
    expect((await phone("POST", link)).status).toBe(302);
    await laptop("POST", "/v1/auth/magic/start", { email: "Grace@example.com" });
    await laptop("GET", `/v1/auth/magic/verify?token=${tokenIn(await mails.mail("grace@example.com", 2))}`);
    expect((await phone("POST", "/v1/auth/logout")).status).toBe(204);
    expect((await phone("GET", "/v1/me")).status).toBe(401);
    expect((await laptop("PATCH", "/v1/me", { display_name: "Grace" })).status).toBe(200);
    expect(await (await laptop("GET", "/v1/me")).json()).toMatchObject({ display_name: "Grace" });
  }, 60_000);

  it("leaves no address, token or session in the logs", () => {
    const logs = system.logs();
    for (const mail of mails.mails) expect(logs).not.toContain(tokenIn(mail));
    expect(logs).not.toMatch(/ada@example|grace@example/i);
  });
});
