import type { Handler } from "../operations.ts";
import { toIssuedApiKey } from "../translate/api-key.ts";
import { madeReply } from "../translate/entity.ts";
import { idempotencyKeyOf } from "../translate/idempotency-key.ts";

/** POST /v1/api-keys/{id}/rotate */
export const rotateApiKey: Handler<"rotateApiKey"> = async (call, { accounts }) => {
  const { path, headers, caller, requestId } = call;
  const idempotencyKey = idempotencyKeyOf(headers.idempotencyKey);
  const issued = await accounts.rotateApiKey({ caller, id: path.id, idempotencyKey }, { requestId });
  return madeReply({ status: 200, body: toIssuedApiKey(issued), headers: {} }, issued.madeBefore ?? false);
};
