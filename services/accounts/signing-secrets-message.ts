import type { SigningSecret, SigningSecrets } from "../../generated/rpc/landfall/accounts/v1/accounts.ts";
import type { KeyRing } from "../runtime/sealing.ts";
import { prefixedId } from "../runtime/ulid.ts";
import {
  type SecretRole,
  type SigningSecretRecord,
  signingSecretSealContext,
} from "../store/for-accounts.ts";

/**
 * Converts a project's secrets to their RPC message, opened. All previous secrets sign, but only the one that
 * lasts longest is shown (two rotations in a day leave several).
 *
 * @throws SealingError when one was sealed with a key that is no longer in SEALING_KEYS
 */
export function signingSecretsMessage(
  keys: KeyRing,
  records: readonly SigningSecretRecord[],
): SigningSecrets {
  const message = (role: SecretRole): SigningSecret | undefined => {
    const [record] = records
      .filter((each) => each.role === role)
      .toSorted((one, other) => (other.expiresAt ?? 0) - (one.expiresAt ?? 0));
    return record && secretMessage(keys, record);
  };
  return { current: message("current"), next: message("next"), previous: message("previous") };
}

function secretMessage(keys: KeyRing, record: SigningSecretRecord): SigningSecret {
  return {
    id: prefixedId("sec", record.id),
    secret: keys.open(record.sealedSecret, signingSecretSealContext(record.id)).toString(),
    createdAtMs: record.createdAt,
    expiresAtMs: record.expiresAt ?? undefined,
  };
}
