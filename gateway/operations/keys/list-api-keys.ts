import type { Handler } from "../../handler.ts";
import { toApiKey } from "../../translate/keys/api-key.ts";
import { toPage, toPageRequest } from "../../translate/page.ts";

/** GET /v1/api-keys */
export const listApiKeys: Handler<"listApiKeys"> = async ({ query, caller, requestId }, { accounts }) => {
  const response = await accounts.listApiKeys({ caller, ...toPageRequest(query) }, { requestId });
  return { status: 200, body: toPage(response.apiKeys.map(toApiKey), response) };
};
