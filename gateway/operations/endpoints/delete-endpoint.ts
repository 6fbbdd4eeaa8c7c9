import type { Handler } from "../../handler.ts";
import { endpointReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** DELETE /v1/endpoints/{id} */
export const deleteEndpoint: Handler<"deleteEndpoint"> = async (
  { path, headers, caller, scopes, requestId },
  { accounts },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => accounts.getEndpoint(target, { requestId }));
  const endpoint = await accounts.deleteEndpoint({ ...target, ifVersion: version }, { requestId });
  return endpointReply(endpoint, scopes.includes("admin"));
};
