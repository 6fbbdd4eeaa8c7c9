import type { Logger } from "../../../runtime/logging/logger.ts";
import type { KeyRing } from "../../../runtime/sealing.ts";
import type { Clock } from "../../../runtime/time/clock.ts";
import {
  deleteMail,
  findUserByEmail,
  mailSealContext,
  type OutgoingMail,
  postponeMail,
  type Store,
  takeDueMail,
} from "../../../store/for-accounts.ts";
import { judgeEmail } from "../email.ts";
import type { SignIn } from "../sign-in.ts";
import { unpackMail } from "./magic-link-mail.ts";
import type { SendMail } from "./smtp.ts";

/** Collaborators of `sendDueMail`. */
export interface MailParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly log: Logger;
  readonly signUp: SignIn["signUp"];
  readonly send: SendMail;
}

/** Time between two looks when nobody wakes the loop: mails of other processes that ended are found then. */
export const lookEveryMs = 2_000;
const batch = 4;
/** Time that a process has to send the mails it took: longer than a batch takes on two connections that time out. */
const takenMs = 120_000;
const shortestWaitMs = 2_000;
const longestWaitMs = 60_000;

/**
 * Sends the mails that are due, once each unless the process ends between sending and noting it. One that cannot be
 * sent is tried again with growing waits, until it has expired.
 *
 * @returns milliseconds until the next pass
 */
export async function sendDueMail(parts: MailParts): Promise<number> {
  const { store, clock } = parts;
  const now = clock.now();
  const due = await takeDueMail(store, now, now + takenMs, batch);
  await Promise.all(due.map((mail) => sendOne(parts, mail, now)));
  return due.length === batch ? 0 : lookEveryMs;
}

async function sendOne(parts: MailParts, mail: OutgoingMail, now: number): Promise<void> {
  const { store, log, send } = parts;
  const { id, attemptCount, expiresAt } = mail;
  const mailId = id.toString("hex");
  try {
    if (expiresAt > now && (await isWanted(parts, mail))) {
      const { to, subject, text } = unpackMail(parts.keys.open(mail.sealed, mailSealContext(id)));
      await send({ to, subject, text });
      log.info({ mail_id: mailId, attempt: attemptCount }, "mail sent");
    }
    await deleteMail(store, id);
  } catch (error) {
    const waitMs = Math.min(shortestWaitMs * 2 ** (attemptCount - 1), longestWaitMs);
    const isLast = now + waitMs >= expiresAt;
    log.warn({ mail_id: mailId, attempt: attemptCount, err: error, last: isLast }, "mail not sent");
    await (isLast ? deleteMail(store, id) : postponeMail(store, id, now + waitMs));
  }
}

/** False where sign-up is closed and nobody has the address: decided here, where no caller waits. */
async function isWanted({ store, keys, signUp }: MailParts, { id, sealed }: OutgoingMail): Promise<boolean> {
  if (signUp === "open") return true;
  const { to } = unpackMail(keys.open(sealed, mailSealContext(id)));
  return (await findUserByEmail(store, judgeEmail(to).key)) !== null;
}
