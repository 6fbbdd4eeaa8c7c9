import type {
  GetSigningSecretsRequest,
  SigningSecrets,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { loadSigningSecrets } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { signingSecretsMessage } from "../signing-secrets-message.ts";

/** Returns the secrets that sign the project's deliveries; none when it is unsigned. */
export async function getSigningSecrets(
  { store, clock, keys }: Accounts,
  request: GetSigningSecretsRequest,
): Promise<SigningSecrets> {
  const { projectId } = ownerOf(request.caller);
  return signingSecretsMessage(keys, await loadSigningSecrets(store, [projectId], clock.now()));
}
