import type {
  DeleteSigningSecretsRequest,
  SigningSecrets,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { untilSignedAnew } from "../../rules/until-under-way.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { signingSecretsMessage } from "../signing-secrets-message.ts";

/**
 * Deletes a project's signing secrets; succeeds if there are none. Once this returns, no attempt starts that
 * is signed with them.
 */
export async function deleteSigningSecrets(
  accounts: Accounts,
  request: DeleteSigningSecretsRequest,
): Promise<SigningSecrets> {
  await store.deleteSigningSecrets(accounts.store, ownerOf(request.caller).projectId);
  await untilSignedAnew(accounts.clock);
  return signingSecretsMessage(accounts.keys, []);
}
