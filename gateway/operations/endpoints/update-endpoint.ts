import type { Handler } from "../../handler.ts";
import { toEndpointFields } from "../../translate/endpoints/endpoint-fields.ts";
import { endpointReply } from "../../translate/entity.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** PATCH /v1/endpoints/{id} */
export const updateEndpoint: Handler<"updateEndpoint"> = async (call, { accounts }) => {
  const { path, body, headers, caller, scopes, requestId } = call;
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => accounts.getEndpoint(target, { requestId }));
  const request = { ...target, ifVersion: version, fields: toEndpointFields(body), paths: Object.keys(body) };
  const endpoint = await accounts.updateEndpoint(request, { requestId });
  // A caller that sets the secret also sees it.
  return endpointReply(endpoint, scopes.includes("admin") || body.secret !== undefined);
};
