import type { Handler } from "../operations.ts";
import { toIssuedApiKey } from "../translate/api-key.ts";

/** POST /v1/api-keys/{id}/rotate */
export const rotateApiKey: Handler<"rotateApiKey"> = async ({ path, caller, requestId }, { accounts }) => {
  const issued = await accounts.rotateApiKey({ caller, id: path.id }, { requestId });
  return { status: 201, body: toIssuedApiKey(issued) };
};
