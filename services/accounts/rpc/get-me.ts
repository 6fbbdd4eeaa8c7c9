import type { GetMeRequest, Me } from "../../../generated/rpc/landfall/accounts/v1/sign_in.ts";
import { accountIdOf } from "../../rules/caller.ts";
import { planOf } from "../../rules/plans.ts";
import { parsePrefixedId, prefixedId } from "../../runtime/ulid.ts";
import { findAccount, findUser } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { mustSignIn } from "../sign-in/sign-in.ts";

/** Shows the caller's account, and the person if a session asks; nothing of the operator's own project. */
export async function getMe(
  { store, plans, signIn }: Accounts,
  { caller, userId }: GetMeRequest,
): Promise<Me> {
  mustSignIn(signIn);
  const accountId = accountIdOf(caller);
  if (accountId === null) return {};
  const account = await findAccount(store, accountId);
  if (account === null) return {};
  const id = parsePrefixedId("usr", userId ?? "");
  const user = id && (await findUser(store, accountId, id));
  return {
    accountId: prefixedId("acc", accountId),
    plan: plans === null ? undefined : planOf(plans, account.plan).id,
    ...(user && {
      userId: prefixedId("usr", user.id),
      email: user.email,
      displayName: user.displayName ?? undefined,
    }),
  };
}
