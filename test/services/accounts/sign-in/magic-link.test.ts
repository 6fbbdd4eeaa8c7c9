import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import {
  type AccountsUnderTest,
  type Constellation,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { type MailServer, startMailServer, tokenIn } from "../../fixtures/mail-server.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
let mails: MailServer;
let constellation: Constellation<"accounts">;
let accounts: AccountsUnderTest;
let calls: AccountsUnderTest["client"]["calls"];
beforeAll(async () => {
  mails = await startMailServer();
  constellation = await startConstellation({
    accounts: {
      signIn: {
        publicUrl: "https://landfall.test",
        signUp: "open",
        smtpUrl: mails.url,
        mailFrom: "Landfall <no-reply@landfall.test>",
      },
    },
  });
  ({ accounts } = constellation);
  calls = accounts.client.calls;
});
afterAll(async () => {
  await constellation.close();
  await mails.close();
});
/** Another client each time, so that no test uses up what another may. */
let ip = "";
let clients = 0;
beforeEach(() => {
  ip = `192.0.2.${++clients}`;
});

/** Asks for a link; returns its token, as it came by mail, and the browser's secret. */
async function ask(email: string) {
  const count = mails.count(email) + 1;
  const { browserSecret } = await calls.startMagicLink({ email, ip });
  const mail = await mails.mail(email, count);
  return { token: tokenIn(mail), browserSecret, mail };
}

async function signIn(email: string): Promise<string> {
  const { sessionToken = "" } = await calls.verifyMagicLink({ ...(await ask(email)), confirmed: false, ip });
  return sessionToken;
}

const whose = (token: string, mode = Mode.LIVE) => calls.authenticateSession({ token, mode });
const count = async (from: string) =>
  Number((await constellation.query(`SELECT COUNT(*) AS n FROM ${from}`))[0]?.n);
const refused = { code: "invalid_magic_link" };

describe("a magic link", () => {
  it("comes by mail, from the configured address, with nothing but text", async () => {
    const { mail, token } = await ask(" Ada@Example.com ");
    expect(mail.from?.text).toBe('"Landfall" <no-reply@landfall.test>');
    expect(Array.isArray(mail.to) ? mail.to : mail.to?.text).toBe("Ada@example.com");
    expect(mail.html).toBe(false);
    expect(token).toHaveLength(43);
    expect(mail.text).toContain(`https://landfall.test/v1/auth/magic/verify?token=${token}`);
  });

  it("makes user, account and project the first time, and finds them again, whatever the case", async () => {
    const first = await whose(await signIn("grace@example.com"));
    const again = await whose(await signIn("GRACE@example.com"), Mode.TEST);
    expect(again.userId).toBe(first.userId);
    expect(again.caller).toEqual({ ...first.caller, mode: Mode.TEST });
    const other = await whose(await signIn("g.race@example.com"));
    expect(other.caller?.accountId).not.toBe(first.caller?.accountId);
    const me = await calls.getMe({ caller: first.caller, userId: first.userId });
    expect(me).toMatchObject({ accountId: first.caller?.accountId, email: "grace@example.com" });
    const { current } = await calls.getSigningSecrets({ caller: first.caller });
    expect(current?.secret).toMatch(/^whsec_/);
    const events = await constellation.query("SELECT action, actor FROM audit_events WHERE account_id = ?", [
      parsePrefixedId("acc", first.caller?.accountId ?? ""),
    ]);
    expect(events.map(({ action, actor }) => [action, actor])).toEqual([
      ["session.created", first.userId],
      ["session.created", first.userId],
    ]);
  });

  it("is not used up by scanners: another browser must confirm", async () => {
    const { token, browserSecret } = await ask("scanned@example.com");
    const other = (await ask("other@example.com")).browserSecret;
    for (const secret of [undefined, "", other]) {
      const opened = { token, ip, confirmed: false, ...(secret !== undefined && { browserSecret: secret }) };
      expect(await calls.verifyMagicLink(opened)).toEqual({});
    }
    const { sessionToken } = await calls.verifyMagicLink({ token, browserSecret, confirmed: false, ip });
    expect(sessionToken).toHaveLength(43);
  });

  it("signs in another browser that confirms", async () => {
    const { token } = await ask("phone@example.com");
    const { sessionToken = "" } = await calls.verifyMagicLink({ token, confirmed: true, ip });
    expect((await whose(sessionToken)).userId).toMatch(/^usr_/);
  });

  it("works once, also when it is used many times at once", async () => {
    const link = await ask("racer@example.com");
    const uses = Array.from({ length: 8 }, () => calls.verifyMagicLink({ ...link, confirmed: true, ip }));
    const results = await Promise.allSettled(uses);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(calls.verifyMagicLink({ ...link, confirmed: true, ip })).rejects.toMatchObject(refused);
  });

  it("makes one account when two links of a new address are used at once", async () => {
    const links = [await ask("twice@example.com"), await ask("twice@example.com")];
    await Promise.all(links.map((link) => calls.verifyMagicLink({ ...link, confirmed: true, ip })));
    expect(await count("users WHERE email = 'twice@example.com'")).toBe(1);
    expect(await count("projects WHERE name = 'twice@example.com'")).toBe(1);
  });

  it("is refused alike when it was used, is 15 minutes old, or was invented", async () => {
    const link = await ask("late@example.com");
    constellation.time.move(15 * minuteMs);
    const wrong = [link.token, "x".repeat(43), "short", ""];
    const answers = await Promise.all(
      wrong.map((token) =>
        calls.verifyMagicLink({ token, confirmed: true, ip }).catch((error: Error) => error.message),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    await expect(calls.verifyMagicLink({ ...link, confirmed: true, ip })).rejects.toMatchObject(refused);
  });

  it("leaves neither its token, nor its mail, nor a session's token readable in the store", async () => {
    mails.takes = false;
    const before = mails.refused;
    await calls.startMagicLink({ email: "sealed@example.com", ip });
    await mails.untilRefused(before + 1);
    const [row] = await constellation.query("SELECT sealed FROM outgoing_mail");
    expect(row?.sealed.toString("latin1")).not.toMatch(/sealed@example|verify/);
    mails.takes = true;
    // The loop notes the refusal, then waits.
    await expect
      .poll(() => {
        constellation.time.move(1_000);
        return mails.count("sealed@example.com");
      })
      .toBe(1);
    expect(tokenIn(await mails.mail("sealed@example.com", 1))).toHaveLength(43);
  });
});

describe("asking for a link", () => {
  it("answers the same for an address with an account and one without", async () => {
    await signIn("known@example.com");
    const known = await calls.startMagicLink({ email: "known@example.com", ip });
    const unknown = await calls.startMagicLink({ email: "unknown@example.com", ip });
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
  });

  it("is limited to 5 an hour for an address and 60 for a client, alike for all", async () => {
    const start = (email: string) => calls.startMagicLink({ email, ip });
    for (let turn = 0; turn < 5; turn++) await start("often@example.com");
    const limited = { code: "rate_limited" };
    await expect(start("OFTEN@example.com")).rejects.toMatchObject(limited);
    for (let turn = 0; turn < 54; turn++) await start(`a${turn}@example.com`);
    await expect(start("fresh@example.com")).rejects.toMatchObject(limited);
    constellation.time.move(60 * minuteMs);
    await start("often@example.com");
  });

  it("is refused of a client that showed 30 wrong links within the hour", async () => {
    const link = await ask("guessed@example.com");
    const guess = () => calls.verifyMagicLink({ token: "x".repeat(43), confirmed: true, ip });
    for (let turn = 0; turn < 30; turn++) await expect(guess()).rejects.toMatchObject(refused);
    const limited = { code: "rate_limited" };
    await expect(calls.verifyMagicLink({ ...link, confirmed: true, ip })).rejects.toMatchObject(limited);
    expect(await calls.verifyMagicLink({ ...link, confirmed: false, ip: "192.0.2.250" })).toHaveProperty(
      "sessionToken",
    );
  });
});

describe("a session", () => {
  it("ends at logout, and only that one", async () => {
    const [one, other] = [await signIn("ends@example.com"), await signIn("ends@example.com")];
    expect(one).not.toBe(other);
    await calls.endSession({ token: one, ip });
    await calls.endSession({ token: one, ip });
    await expect(whose(one)).rejects.toMatchObject({ code: "invalid_session" });
    expect((await whose(other)).userId).toMatch(/^usr_/);
    expect(await count("audit_events WHERE action = 'session.ended'")).toBe(1);
  });

  it("ends after 30 days without use, and after 90 in all", async () => {
    const [unused, used] = [await signIn("unused@example.com"), await signIn("used@example.com")];
    for (let day = 0; day < 89; day += 1) {
      if (day === 30) await expect(whose(unused)).rejects.toMatchObject({ code: "invalid_session" });
      await whose(used);
      constellation.time.move(dayMs);
    }
    expect((await whose(used)).userId).toMatch(/^usr_/);
    constellation.time.move(dayMs);
    await expect(whose(used)).rejects.toMatchObject({ code: "invalid_session" });
  }, 30_000);

  it("lets its person change the display name, and nobody else", async () => {
    const [ada, eve] = [
      await whose(await signIn("ada2@example.com")),
      await whose(await signIn("eve@example.com")),
    ];
    const update = (displayName?: string) =>
      calls.updateMe({
        caller: ada.caller,
        userId: ada.userId,
        ...(displayName !== undefined && { displayName }),
      });
    expect((await update("Ada")).displayName).toBe("Ada");
    await calls.updateMe({ caller: eve.caller, userId: ada.userId, displayName: "Eve" });
    expect((await calls.getMe({ caller: ada.caller, userId: ada.userId })).displayName).toBe("Ada");
    await expect(update(" ")).rejects.toMatchObject({ code: "invalid_parameter" });
    expect((await update()).displayName).toBeUndefined();
  });
});
