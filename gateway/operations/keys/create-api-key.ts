import type { Handler } from "../../handler.ts";
import { madeReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { toIssuedApiKey } from "../../translate/keys/api-key.ts";

/** POST /v1/api-keys */
export const createApiKey: Handler<"createApiKey"> = async (call, { accounts }) => {
  const { body, headers, caller, scopes: callerScopes, requestId } = call;
  const { name, scopes } = body;
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey);
  const request = { caller, name, scopes, idempotencyKey, callerScopes: [...callerScopes] };
  const issued = await accounts.createApiKey(request, { requestId });
  return madeReply({ status: 200, body: toIssuedApiKey(issued), headers: {} }, issued.madeBefore ?? false);
};
