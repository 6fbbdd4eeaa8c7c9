import type { Handler } from "../../handler.ts";
import { endpointReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** POST /v1/endpoints/{id}/enable */
export const enableEndpoint: Handler<"enableEndpoint"> = async (
  { path, headers, caller, scopes, requestId },
  { accounts },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => accounts.getEndpoint(target, { requestId }));
  const endpoint = await accounts.enableEndpoint({ ...target, ifVersion: version }, { requestId });
  return endpointReply(endpoint, scopes.includes("admin"));
};
