import type {
  EndSessionRequest,
  EndSessionResponse,
} from "../../../generated/rpc/landfall/accounts/v1/sign_in.ts";
import { newUlid, prefixedId } from "../../runtime/ulid.ts";
import { endSession as end, findSession, insertAuditEvent } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { mustSignIn } from "../sign-in/sign-in.ts";
import { tokenHash } from "../sign-in/token.ts";

/** Ends a session; fine when there is none. */
export async function endSession(
  { store, clock, signIn }: Accounts,
  { token, ip }: EndSessionRequest,
): Promise<EndSessionResponse> {
  mustSignIn(signIn);
  const hash = tokenHash(token);
  if (hash === null) return {};
  const now = clock.now();
  await store.transact(async (transaction) => {
    const session = await findSession(transaction, hash, 0, 0);
    if (!(await end(transaction, hash)) || session === null) return;
    await insertAuditEvent(transaction, {
      id: newUlid(now),
      accountId: session.accountId,
      actor: prefixedId("usr", session.userId),
      action: "session.ended",
      target: null,
      ip,
      at: now,
    });
  });
  return {};
}
