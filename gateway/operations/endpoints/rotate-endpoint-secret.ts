import type { Handler } from "../../handler.ts";
import { changedReply, endpointReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { ifVersion } from "../../translate/if-match.ts";

/** POST /v1/endpoints/{id}/rotate-secret */
export const rotateEndpointSecret: Handler<"rotateEndpointSecret"> = async (
  { path, headers, caller, scopes, requestId },
  { accounts },
) => {
  const target = { caller, id: path.id };
  const version = await ifVersion(headers.ifMatch, () => accounts.getEndpoint(target, { requestId }));
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey);
  const request = { ...target, ifVersion: version, idempotencyKey };
  const endpoint = await accounts.rotateEndpointSecret(request, { requestId });
  return changedReply(endpointReply(endpoint, scopes.includes("admin")), endpoint.madeBefore ?? false);
};
