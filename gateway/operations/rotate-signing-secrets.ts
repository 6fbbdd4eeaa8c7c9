import type { Handler } from "../operations.ts";
import { toSigningSecrets } from "../translate/signing-secrets.ts";

/** POST /v1/signing-secrets/rotate */
export const rotateSigningSecrets: Handler<"rotateSigningSecrets"> = async (
  { caller, requestId },
  { accounts },
) => {
  return {
    status: 200,
    body: toSigningSecrets(await accounts.rotateSigningSecrets({ caller }, { requestId })),
  };
};
