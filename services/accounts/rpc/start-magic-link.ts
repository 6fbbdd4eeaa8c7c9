import type {
  StartMagicLinkRequest,
  StartMagicLinkResponse,
} from "../../../generated/rpc/landfall/accounts/v1/sign_in.ts";
import { newUlid } from "../../runtime/ulid.ts";
import { insertMagicLink, insertOutgoingMail, mailSealContext } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { judgeEmail } from "../sign-in/email.ts";
import { countStart } from "../sign-in/limits.ts";
import { magicLinkMail, packMail } from "../sign-in/mail/magic-link-mail.ts";
import { linkMs, mustSignIn } from "../sign-in/sign-in.ts";
import { newToken } from "../sign-in/token.ts";

/** Milliseconds that a mail is tried for. */
const mailMs = 10 * 60_000;

/**
 * Queues a mail with a link, and answers before it is sent. Does the same for every address, known or not, so that
 * neither the answer nor its time tells whether there is an account.
 *
 * @throws ServiceError `invalid_email`, `rate_limited`
 */
export async function startMagicLink(
  { store, clock, keys, signIn }: Accounts,
  { email, ip }: StartMagicLinkRequest,
): Promise<StartMagicLinkResponse> {
  const { publicUrl, wakeMail } = mustSignIn(signIn);
  const { address, key } = judgeEmail(email);
  const now = clock.now();
  await countStart(store, key, ip, now);
  const [token, browser] = [newToken(), newToken()];
  const id = newUlid(now);
  const mail = magicLinkMail(address, `${publicUrl}/v1/auth/magic/verify?token=${token.text}`);
  const sealed = keys.seal(packMail(mail), mailSealContext(id));
  await store.transact(async (transaction) => {
    const expiresAt = now + linkMs;
    await insertMagicLink(transaction, {
      tokenHash: token.hash,
      email: address,
      browserHash: browser.hash,
      expiresAt,
    });
    await insertOutgoingMail(transaction, { id, sealed, expiresAt: now + mailMs }, now);
  });
  wakeMail();
  return { browserSecret: browser.text };
}
