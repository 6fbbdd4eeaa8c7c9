import type {
  DeleteSigningSecretsRequest,
  SigningSecrets,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { signingSecretsMessage } from "../signing-secrets-message.ts";

/** Leaves the project unsigned; fine when it is so already. */
export async function deleteSigningSecrets(
  accounts: Accounts,
  request: DeleteSigningSecretsRequest,
): Promise<SigningSecrets> {
  await store.deleteSigningSecrets(accounts.store, ownerOf(request.caller).projectId);
  return signingSecretsMessage(accounts.keys, []);
}
