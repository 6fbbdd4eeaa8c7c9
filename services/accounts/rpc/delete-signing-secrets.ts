import type {
  DeleteSigningSecretsRequest,
  SigningSecrets,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { untilSignedAnew } from "../../rules/until-under-way.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { signingSecretsMessage } from "../signing-secrets-message.ts";

/** Leaves the project unsigned; fine when it is so already. Once this has answered, no attempt starts that is signed. */
export async function deleteSigningSecrets(
  accounts: Accounts,
  request: DeleteSigningSecretsRequest,
): Promise<SigningSecrets> {
  await store.deleteSigningSecrets(accounts.store, ownerOf(request.caller).projectId);
  await untilSignedAnew(accounts.clock);
  return signingSecretsMessage(accounts.keys, []);
}
