import type { Handler } from "../../handler.ts";
import { madeReply } from "../../translate/entity.ts";
import { idempotencyKeyOf } from "../../translate/idempotency-key.ts";
import { toIssuedApiKey } from "../../translate/keys/api-key.ts";

/** POST /v1/api-keys/{id}/rotate */
export const rotateApiKey: Handler<"rotateApiKey"> = async (call, { accounts }) => {
  const { path, headers, caller, scopes, requestId } = call;
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey);
  const request = { caller, id: path.id, idempotencyKey, callerScopes: [...scopes] };
  const issued = await accounts.rotateApiKey(request, { requestId });
  return madeReply({ status: 200, body: toIssuedApiKey(issued), headers: {} }, issued.madeBefore ?? false);
};
