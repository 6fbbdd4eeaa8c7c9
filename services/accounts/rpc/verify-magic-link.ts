import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import type {
  VerifyMagicLinkRequest,
  VerifyMagicLinkResponse,
} from "../../../generated/rpc/landfall/accounts/v1/sign_in.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { findMagicLink, useMagicLink } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { beginSession } from "../sign-in/begin-session.ts";
import { judgeEmail } from "../sign-in/email.ts";
import { countFailure, mustMayFail } from "../sign-in/limits.ts";
import { longestSessionMs, mustSignIn } from "../sign-in/sign-in.ts";
import { tokenHash } from "../sign-in/token.ts";

/**
 * Uses a link up and begins a session: at once for the browser that asked for it, for any other only when the person
 * has confirmed, since scanners open the links of mails.
 *
 * @throws ServiceError `invalid_magic_link`, `rate_limited`
 */
export async function verifyMagicLink(
  accounts: Accounts,
  { token, browserSecret, confirmed, ip }: VerifyMagicLinkRequest,
): Promise<VerifyMagicLinkResponse> {
  const { store, clock } = accounts;
  mustSignIn(accounts.signIn);
  const now = clock.now();
  await mustMayFail(store, ip, now);
  const hash = tokenHash(token);
  const link = hash && (await findMagicLink(store, hash, now));
  if (hash === null || link === null) return refuse(accounts, ip, now);
  const isSameBrowser = tokenHash(browserSecret ?? "")?.equals(link.browserHash) ?? false;
  if (!isSameBrowser && !confirmed) return {};
  const email = judgeEmail(link.email);
  const session = await store.transact(async (transaction) =>
    (await useMagicLink(transaction, hash, now)) ? beginSession(accounts, transaction, email, ip, now) : null,
  );
  if (session === null) return refuse(accounts, ip, now);
  return { sessionToken: session, expiresAtMs: now + longestSessionMs };
}

async function refuse({ store }: Accounts, ip: string, now: number): Promise<never> {
  await countFailure(store, ip, now);
  const message = "This link was used, is older than 15 minutes, or was never sent: ask for another.";
  throw new ServiceError<ErrorCode>("invalid_magic_link", message, "token");
}
