import type {
  Endpoint,
  RotateEndpointSecretRequest,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idempotentRequest } from "../../rules/idempotency.ts";
import { makeOnce } from "../../rules/make-once.ts";
import { notFound } from "../../rules/object-ids.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { changeEndpoint } from "../endpoints/change-endpoint.ts";
import { endpointMessage } from "../endpoints/endpoint-message.ts";
import { rotatedSecret } from "../endpoints/endpoint-secret.ts";

/**
 * Gives a profile a new secret; the old one goes on signing beside it for 24 hours. With an idempotency key,
 * repeated and concurrent requests rotate once, and each returns the profile as it is by then.
 *
 * @throws ServiceError `endpoint_not_found`, `version_mismatch`, `idempotency_key_reused`
 */
export async function rotateEndpointSecret(
  accounts: Accounts,
  request: RotateEndpointSecretRequest,
): Promise<Endpoint> {
  const { store: handle, keys } = accounts;
  const { id, idempotencyKey } = request;
  const owner = ownerOf(request.caller);
  const idempotent =
    idempotencyKey === undefined ? null : idempotentRequest("rotate_endpoint_secret", idempotencyKey, id);
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(handle, owner, [keyHash]),
    recall: async (rotated) =>
      endpointMessage(keys, (await store.findEndpoint(handle, owner, rotated)) ?? notFound("endpoint")),
    make: () =>
      changeEndpoint(accounts, request, (endpoint, now) => rotatedSecret(keys, endpoint, now), idempotent),
    isDuplicate: store.isDuplicate,
  });
  return { ...made, ...(madeBefore && { madeBefore: true }) };
}
