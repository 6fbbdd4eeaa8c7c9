import type { Handler } from "../../handler.ts";
import { toApiKey } from "../../translate/keys/api-key.ts";

/** POST /v1/api-keys/{id}/revoke */
export const revokeApiKey: Handler<"revokeApiKey"> = async ({ path, caller, requestId }, { accounts }) => {
  return { status: 200, body: toApiKey(await accounts.revokeApiKey({ caller, id: path.id }, { requestId })) };
};
