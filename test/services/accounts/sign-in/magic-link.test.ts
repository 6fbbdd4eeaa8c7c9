import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Mode } from "../../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { parsePrefixedId } from "../../../../services/runtime/ulid.ts";
import { tokenIn } from "../../fixtures/mail-server.ts";
import { type People, startPeople } from "../../fixtures/people.ts";

const minuteMs = 60_000;
let people: People;
beforeAll(async () => {
  people = await startPeople();
});
afterAll(() => people.close());
beforeEach(() => people.newClient());

const refused = { code: "invalid_magic_link" };

describe("a magic link", () => {
  it("comes by mail, from the configured address, with nothing but text", async () => {
    const { mail, token } = await people.ask(" Ada@Example.com ");
    expect(mail.from?.text).toBe('"Landfall" <no-reply@landfall.test>');
    expect(Array.isArray(mail.to) ? mail.to : mail.to?.text).toBe("Ada@example.com");
    expect(mail.html).toBe(false);
    expect(token).toHaveLength(43);
    expect(mail.text).toContain(`https://landfall.test/v1/auth/magic/verify?token=${token}`);
  });

  it("makes user, account and project the first time, and finds them again, whatever the case", async () => {
    const first = await people.whose(await people.signIn("grace@example.com"));
    const again = await people.whose(await people.signIn("GRACE@example.com"), Mode.TEST);
    expect(again.userId).toBe(first.userId);
    expect(again.caller).toEqual({ ...first.caller, mode: Mode.TEST });
    const other = await people.whose(await people.signIn("g.race@example.com"));
    expect(other.caller?.accountId).not.toBe(first.caller?.accountId);
    const me = await people.calls.getMe({ caller: first.caller, userId: first.userId });
    expect(me).toMatchObject({ accountId: first.caller?.accountId, email: "grace@example.com" });
    const { current } = await people.calls.getSigningSecrets({ caller: first.caller });
    expect(current?.secret).toMatch(/^whsec_/);
    const events = await people.constellation.query(
      "SELECT action, actor FROM audit_events WHERE account_id = ?",
      [parsePrefixedId("acc", first.caller?.accountId ?? "")],
    );
    expect(events.map(({ action, actor }) => [action, actor])).toEqual([
      ["session.created", first.userId],
      ["session.created", first.userId],
    ]);
  });

  it("is not used up by scanners: another browser must confirm", async () => {
    const { token, browserSecret } = await people.ask("scanned@example.com");
    const other = (await people.ask("other@example.com")).browserSecret;
    for (const secret of [undefined, "", other]) {
      const opened = {
        token,
        ip: people.ip,
        confirmed: false,
        ...(secret !== undefined && { browserSecret: secret }),
      };
      expect(await people.calls.verifyMagicLink(opened)).toEqual({});
    }
    const { sessionToken } = await people.calls.verifyMagicLink({
      token,
      browserSecret,
      confirmed: false,
      ip: people.ip,
    });
    expect(sessionToken).toHaveLength(43);
  });

  it("signs in another browser that confirms", async () => {
    const { token } = await people.ask("phone@example.com");
    const { sessionToken = "" } = await people.calls.verifyMagicLink({
      token,
      confirmed: true,
      ip: people.ip,
    });
    expect((await people.whose(sessionToken)).userId).toMatch(/^usr_/);
  });

  it("works once, also when it is used many times at once", async () => {
    const link = await people.ask("racer@example.com");
    const uses = Array.from({ length: 8 }, () =>
      people.calls.verifyMagicLink({ ...link, confirmed: true, ip: people.ip }),
    );
    const results = await Promise.allSettled(uses);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(
      people.calls.verifyMagicLink({ ...link, confirmed: true, ip: people.ip }),
    ).rejects.toMatchObject(refused);
  });

  it("makes one account when two links of a new address are used at once", async () => {
    const links = [await people.ask("twice@example.com"), await people.ask("twice@example.com")];
    await Promise.all(
      links.map((link) => people.calls.verifyMagicLink({ ...link, confirmed: true, ip: people.ip })),
    );
    expect(await people.count("users WHERE email = 'twice@example.com'")).toBe(1);
    expect(await people.count("projects WHERE name = 'twice@example.com'")).toBe(1);
  });

  it("is refused alike when it was used, is 15 minutes old, or was invented", async () => {
    const link = await people.ask("late@example.com");
    people.constellation.time.move(15 * minuteMs);
    const wrong = [link.token, "x".repeat(43), "short", ""];
    const answers = await Promise.all(
      wrong.map((token) =>
        people.calls
          .verifyMagicLink({ token, confirmed: true, ip: people.ip })
          .catch((error: Error) => error.message),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    await expect(
      people.calls.verifyMagicLink({ ...link, confirmed: true, ip: people.ip }),
    ).rejects.toMatchObject(refused);
  });

  it("leaves neither its token, nor its mail, nor a session's token readable in the store", async () => {
    people.mails.takes = false;
    const before = people.mails.refused;
    await people.calls.startMagicLink({ email: "sealed@example.com", ip: people.ip });
    await people.mails.untilRefused(before + 1);
    const [row] = await people.constellation.query("SELECT sealed FROM outgoing_mail");
    expect(row?.sealed.toString("latin1")).not.toMatch(/sealed@example|verify/);
    people.mails.takes = true;
    // The loop notes the refusal, then waits.
    await expect
      .poll(() => {
        people.constellation.time.move(1_000);
        return people.mails.count("sealed@example.com");
      })
      .toBe(1);
    expect(tokenIn(await people.mails.mail("sealed@example.com", 1))).toHaveLength(43);
  });
});

describe("asking for a link", () => {
  it("answers the same for an address with an account and one without", async () => {
    await people.signIn("known@example.com");
    const known = await people.calls.startMagicLink({ email: "known@example.com", ip: people.ip });
    const unknown = await people.calls.startMagicLink({ email: "unknown@example.com", ip: people.ip });
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
  });

  it("is limited to 5 an hour for an address and 60 for a client, alike for all", async () => {
    const start = (email: string) => people.calls.startMagicLink({ email, ip: people.ip });
    for (let turn = 0; turn < 5; turn++) await start("often@example.com");
    const limited = { code: "rate_limited" };
    await expect(start("OFTEN@example.com")).rejects.toMatchObject(limited);
    for (let turn = 0; turn < 54; turn++) await start(`a${turn}@example.com`);
    await expect(start("fresh@example.com")).rejects.toMatchObject(limited);
    people.constellation.time.move(60 * minuteMs);
    await start("often@example.com");
  });

  it("is refused of a client that showed 30 wrong links within the hour", async () => {
    const link = await people.ask("guessed@example.com");
    const guess = () =>
      people.calls.verifyMagicLink({ token: "x".repeat(43), confirmed: true, ip: people.ip });
    for (let turn = 0; turn < 30; turn++) await expect(guess()).rejects.toMatchObject(refused);
    const limited = { code: "rate_limited" };
    await expect(
      people.calls.verifyMagicLink({ ...link, confirmed: true, ip: people.ip }),
    ).rejects.toMatchObject(limited);
    expect(
      await people.calls.verifyMagicLink({ ...link, confirmed: false, ip: "192.0.2.250" }),
    ).toHaveProperty("sessionToken");
  });
});
