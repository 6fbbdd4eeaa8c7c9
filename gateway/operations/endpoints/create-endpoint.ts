import type { Handler } from "../../handler.ts";
import { toEndpointFields } from "../../translate/endpoints/endpoint-fields.ts";
import { endpointReply, madeReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";

/** POST /v1/endpoints */
export const createEndpoint: Handler<"createEndpoint"> = async (
  { body, headers, caller, scopes, requestId },
  { accounts },
) => {
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey);
  const request = { caller, fields: toEndpointFields(body), idempotencyKey };
  const endpoint = await accounts.createEndpoint(request, { requestId });
  // The creator sees its secret, but not one that was set by someone else since.
  const showSecret = scopes.includes("admin") || endpoint.version === 1;
  return madeReply(endpointReply(endpoint, showSecret), endpoint.madeBefore ?? false);
};
