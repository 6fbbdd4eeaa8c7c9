import type { Handler } from "../operations.ts";
import { endpointReply } from "../translate/entity.ts";
import { ifVersion } from "../translate/if-match.ts";

/** POST /v1/endpoints/{id}/rotate-secret */
export const rotateEndpointSecret: Handler<"rotateEndpointSecret"> = async (
  { path, headers, caller, scopes, requestId },
  { accounts },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => accounts.getEndpoint(target, { requestId }));
  const endpoint = await accounts.rotateEndpointSecret({ ...target, ifVersion: version }, { requestId });
  return endpointReply(endpoint, scopes.includes("admin"));
};
