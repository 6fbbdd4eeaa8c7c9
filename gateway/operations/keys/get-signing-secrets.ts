import type { Handler } from "../../handler.ts";
import { toSigningSecrets } from "../../translate/keys/signing-secrets.ts";

/** GET /v1/signing-secrets */
export const getSigningSecrets: Handler<"getSigningSecrets"> = async (
  { caller, requestId },
  { accounts },
) => {
  return { status: 200, body: toSigningSecrets(await accounts.getSigningSecrets({ caller }, { requestId })) };
};
