import type {
  DescribeKeyRequest,
  DescribeKeyResponse,
} from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { ownerOf } from "../../rules/caller.ts";
import { idOf } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { prefixedId } from "../../runtime/ulid.ts";
import { findApiKeyById, findProject } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { apiKeyMessage } from "../api-key-message.ts";

/** Describes the caller's own key. @throws ServiceError `invalid_api_key` when it was revoked meanwhile */
export async function describeKey(
  { store, clock }: Accounts,
  request: DescribeKeyRequest,
): Promise<DescribeKeyResponse> {
  const owner = ownerOf(request.caller);
  const [key, project] = await Promise.all([
    findApiKeyById(store, owner, idOf("api_key", request.keyId)),
    findProject(store, owner.projectId),
  ]);
  if (!key || key.revokedAt !== null || !project) {
    throw new ServiceError("invalid_api_key", "The API key is unknown or was revoked.");
  }
  return {
    apiKey: apiKeyMessage(key),
    projectId: prefixedId("prj", project.id),
    projectName: project.name,
    nowMs: clock.now(),
  };
}
