import type {
  RotateSigningSecretsRequest,
  SigningSecrets,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import { untilSignedAnew } from "../../rules/until-under-way.ts";
import { newUlid } from "../../runtime/ulid.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { newSigningSecret } from "../new-signing-secret.ts";
import { signingSecretsMessage } from "../signing-secrets-message.ts";

/** The old secret goes on signing beside the new one for this long, as the API documents. */
const overlapMs = 24 * 60 * 60 * 1_000;

/**
 * Promotes the next secret and makes another; an unsigned project gets two new ones. With an idempotency key,
 * repeated and concurrent requests rotate once, and each returns the secrets as they are by then. Once this
 * returns, every attempt that starts is signed with the new secret.
 *
 * @throws ServiceError `idempotency_key_reused`
 */
export async function rotateSigningSecrets(
  { store: handle, clock, keys }: Accounts,
  request: RotateSigningSecretsRequest,
): Promise<SigningSecrets> {
  const owner = ownerOf(request.caller);
  const { projectId } = owner;
  const { idempotencyKey } = request;
  const idempotent =
    idempotencyKey === undefined ? null : idempotentRequest("rotate_signing_secrets", idempotencyKey, "");
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(handle, owner, [keyHash]),
    recall: () => store.loadSigningSecrets(handle, [projectId], clock.now()),
    make() {
      const now = clock.now();
      // A rotation has no row of its own, so its idempotency key is kept only for the minimum time.
      const key = idempotent && { ...owner, ...idempotent, objectId: newUlid(now), createdAt: now };
      const make = (role: "current" | "next") => newSigningSecret(keys, projectId, role, now);
      return store.rotateSigningSecrets(handle, projectId, now, now + overlapMs, make, key);
    },
    isDuplicate: store.isDuplicate,
  });
  await untilSignedAnew(clock);
  return { ...signingSecretsMessage(keys, made), ...(madeBefore && { madeBefore: true }) };
}
