import type { Handler } from "../../handler.ts";
import { toSigningSecrets } from "../../translate/keys/signing-secrets.ts";

/** DELETE /v1/signing-secrets */
export const deleteSigningSecrets: Handler<"deleteSigningSecrets"> = async (
  { caller, requestId },
  { accounts },
) => {
  return {
    status: 200,
    body: toSigningSecrets(await accounts.deleteSigningSecrets({ caller }, { requestId })),
  };
};
