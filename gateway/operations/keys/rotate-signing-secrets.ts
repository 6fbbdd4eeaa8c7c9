import type { Handler } from "../../handler.ts";
import { changedReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { toSigningSecrets } from "../../translate/keys/signing-secrets.ts";

/** POST /v1/signing-secrets/rotate */
export const rotateSigningSecrets: Handler<"rotateSigningSecrets"> = async (
  { headers, caller, requestId },
  { accounts },
) => {
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey);
  const secrets = await accounts.rotateSigningSecrets({ caller, idempotencyKey }, { requestId });
  const reply = { status: 200, body: toSigningSecrets(secrets), headers: {} } as const;
  return changedReply(reply, secrets.madeBefore ?? false);
};
