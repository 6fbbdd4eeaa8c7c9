import type { Handler } from "../operations.ts";
import { toEndpointFields } from "../translate/endpoint-fields.ts";
import { endpointReply } from "../translate/entity.ts";

/** POST /v1/endpoints */
export const createEndpoint: Handler<"createEndpoint"> = async (
  { body, caller, requestId },
  { accounts },
) => {
  const endpoint = await accounts.createEndpoint({ caller, fields: toEndpointFields(body) }, { requestId });
  return { ...endpointReply(endpoint, true), status: 201 };
};
