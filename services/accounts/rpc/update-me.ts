import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import type { Me, UpdateMeRequest } from "../../../generated/rpc/landfall/accounts/v1/sign_in.ts";
import { accountIdOf } from "../../rules/caller.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { parsePrefixedId } from "../../runtime/ulid.ts";
import { setDisplayName } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { mustSignIn } from "../sign-in/sign-in.ts";
import { getMe } from "./get-me.ts";

const mostCharacters = 200;

/**
 * Changes the person's display name.
 *
 * @throws ServiceError `invalid_parameter`, `session_required`
 */
export async function updateMe(accounts: Accounts, request: UpdateMeRequest): Promise<Me> {
  mustSignIn(accounts.signIn);
  const { caller, userId, displayName = null } = request;
  const [accountId, id] = [accountIdOf(caller), parsePrefixedId("usr", userId)];
  if (accountId === null || id === null) {
    throw new ServiceError<ErrorCode>("session_required", "Only a person who is signed in may change this.");
  }
  const fits =
    displayName === null || (displayName.isWellFormed() && [...displayName].length <= mostCharacters);
  if (!fits || displayName?.trim() === "") {
    const message = `display_name must have 1 to ${mostCharacters} characters, or be null.`;
    throw new ServiceError<ErrorCode>("invalid_parameter", message, "display_name");
  }
  await setDisplayName(accounts.store, accountId, id, displayName);
  return getMe(accounts, { caller, userId });
}
