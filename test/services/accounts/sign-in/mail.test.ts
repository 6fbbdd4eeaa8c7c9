import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { magicLinkMail, packMail } from "../../../../services/accounts/sign-in/mail/magic-link-mail.ts";
import { type MailParts, sendDueMail } from "../../../../services/accounts/sign-in/mail/send-due-mail.ts";
import { openSmtp } from "../../../../services/accounts/sign-in/mail/smtp.ts";
import { createLogger } from "../../../../services/runtime/logging/logger.ts";
import { newUlid } from "../../../../services/runtime/ulid.ts";
import { insertOutgoingMail, mailSealContext } from "../../../../services/store/for-accounts.ts";
import { type Constellation, startConstellation } from "../../fixtures/constellation/constellation.ts";
import { type MailServer, startMailServer } from "../../fixtures/mail-server.ts";

const minuteMs = 60_000;
let constellation: Constellation<"accounts">;
let mails: MailServer;
let parts: MailParts;
let close: () => void;
beforeAll(async () => {
  [constellation, mails] = await Promise.all([startConstellation({ accounts: {} }), startMailServer()]);
  const smtp = await openSmtp(mails.url, "no-reply@landfall.test");
  ({ close } = smtp);
  const { accounts, keys, time } = constellation;
  const log = createLogger("accounts", "silent");
  parts = { store: accounts.store, clock: time.clock, keys, log, signUp: "open", send: smtp.send };
});
afterAll(async () => {
  close();
  await constellation.close();
  await mails.close();
});
beforeEach(async () => {
  await constellation.query("DELETE FROM outgoing_mail");
  mails.takes = true;
});

/** Queues a mail to this address, to be sent within ten minutes. */
async function queue(to: string, context = mailSealContext): Promise<void> {
  const now = parts.clock.now();
  const id = newUlid(now);
  const sealed = parts.keys.seal(packMail(magicLinkMail(to, "https://landfall.test/")), context(id));
  await insertOutgoingMail(parts.store, { id, sealed, expiresAt: now + 10 * minuteMs }, now);
}
const waiting = async () => (await constellation.query("SELECT attempt_count FROM outgoing_mail")).length;

describe("the queue of mails", () => {
  it("sends a mail once, also when several processes look at the same time", async () => {
    await queue("once@example.com");
    await Promise.all([sendDueMail(parts), sendDueMail(parts), sendDueMail(parts)]);
    expect(mails.count("once@example.com")).toBe(1);
    expect(await waiting()).toBe(0);
  });

  it("tries again, with growing waits, while the server refuses, and gives up after ten minutes", async () => {
    mails.takes = false;
    await queue("refused@example.com");
    const before = mails.refused;
    const tried: number[] = [];
    for (let second = 0; second < 12 * 60; second++) {
      const refused = mails.refused;
      await sendDueMail(parts);
      if (mails.refused > refused) tried.push(second);
      constellation.time.move(1_000);
    }
    expect(tried.slice(0, 7)).toEqual([0, 2, 6, 14, 30, 62, 122]);
    expect(mails.refused - before).toBe(tried.length);
    expect(tried.at(-1)).toBeLessThan(10 * 60);
    expect(await waiting()).toBe(0);
  }, 30_000);

  it("goes on when the server is back", async () => {
    mails.takes = false;
    await queue("patient@example.com");
    await sendDueMail(parts);
    mails.takes = true;
    constellation.time.move(2_000);
    await sendDueMail(parts);
    expect(mails.count("patient@example.com")).toBe(1);
  });

  it("is sent by another process when the one that took it has ended", async () => {
    await queue("taken@example.com");
    const ended = { ...parts, send: () => new Promise<void>(() => undefined) };
    void sendDueMail(ended);
    await expect
      .poll(async () => (await constellation.query("SELECT attempt_count AS n FROM outgoing_mail"))[0]?.n)
      .toBe(1);
    await sendDueMail(parts);
    expect(mails.count("taken@example.com")).toBe(0);
    constellation.time.move(2 * minuteMs);
    await sendDueMail(parts);
    expect(mails.count("taken@example.com")).toBe(1);
  });

  it("does not let a mail that cannot be read hold up others", async () => {
    await queue("unreadable@example.com", () => `another row ${randomBytes(4).toString("hex")}`);
    await queue("readable@example.com");
    await sendDueMail(parts);
    expect(mails.count("readable@example.com")).toBe(1);
    expect(await waiting()).toBe(1);
  });

  it("sends nothing to an address without an account while sign-up is closed", async () => {
    await queue("stranger@example.com");
    await sendDueMail({ ...parts, signUp: "closed" });
    expect([mails.count("stranger@example.com"), await waiting()]).toEqual([0, 0]);
  });
});
