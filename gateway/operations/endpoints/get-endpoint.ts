import type { Handler } from "../../handler.ts";
import { endpointReply } from "../../translate/entity.ts";

/** GET /v1/endpoints/{id} */
export const getEndpoint: Handler<"getEndpoint"> = async (
  { path, caller, scopes, requestId },
  { accounts },
) => {
  const endpoint = await accounts.getEndpoint({ caller, id: path.id }, { requestId });
  return endpointReply(endpoint, scopes.includes("admin"));
};
