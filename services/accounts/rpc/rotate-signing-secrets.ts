import type {
  RotateSigningSecretsRequest,
  SigningSecrets,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { ownerOf } from "../caller.ts";
import { newSigningSecret } from "../new-signing-secret.ts";
import { signingSecretsMessage } from "../signing-secrets-message.ts";

/** How long the old secret goes on signing beside the new one; CONTRACT.md promises it. */
const overlapMs = 24 * 60 * 60 * 1_000;

/** Promotes the next secret and makes another; an unsigned project gets two new ones. */
export async function rotateSigningSecrets(
  accounts: Accounts,
  request: RotateSigningSecretsRequest,
): Promise<SigningSecrets> {
  const { projectId } = ownerOf(request.caller);
  const now = accounts.clock.now();
  const secrets = await store.rotateSigningSecrets(accounts.store, projectId, now, now + overlapMs, (role) =>
    newSigningSecret(accounts.keys, projectId, role, now),
  );
  return signingSecretsMessage(accounts.keys, secrets);
}
