import type { Handler } from "../operations.ts";
import { toIssuedApiKey } from "../translate/api-key.ts";

/** POST /v1/api-keys */
export const createApiKey: Handler<"createApiKey"> = async ({ body, caller, requestId }, { accounts }) => {
  const { name, scopes } = body;
  const issued = await accounts.createApiKey({ caller, name, scopes }, { requestId });
  return { status: 201, body: toIssuedApiKey(issued) };
};
