import type { Handler } from "../../handler.ts";
import { endpointReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** POST /v1/endpoints/{id}/disable */
export const disableEndpoint: Handler<"disableEndpoint"> = async (
  { path, headers, caller, scopes, requestId },
  { accounts },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => accounts.getEndpoint(target, { requestId }));
  const endpoint = await accounts.disableEndpoint({ ...target, ifVersion: version }, { requestId });
  return endpointReply(endpoint, scopes.includes("admin"));
};
