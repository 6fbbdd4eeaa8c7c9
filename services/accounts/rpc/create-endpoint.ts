import type {
  CreateEndpointRequest,
  Endpoint,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { newUlid } from "../../runtime/ulid.ts";
import { type EndpointRecord, insertEndpoint } from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { ownerOf } from "../caller.ts";
import { endpointMessage } from "../endpoints/endpoint-message.ts";
import { endpointPaths, judgeEndpoint } from "../endpoints/judge-endpoint.ts";
import { refusal } from "../refusal.ts";

/** Makes a profile of the caller's project and mode. @throws ServiceError with the field's code */
export async function createEndpoint(
  accounts: Accounts,
  { caller, fields }: CreateEndpointRequest,
): Promise<Endpoint> {
  const { store, clock, keys } = accounts;
  const owner = ownerOf(caller);
  if (!fields) throw refusal("invalid_endpoint", "Give url, an absolute https URL.", "url");
  const now = clock.now();
  const empty = emptyEndpoint(newUlid(now), now);
  const judged = await judgeEndpoint(accounts, empty.id, fields, endpointPaths);
  const endpoint: EndpointRecord = { ...empty, ...owner, ...judged };
  await store.transact((transaction) => insertEndpoint(transaction, endpoint));
  return endpointMessage(keys, endpoint);
}

function emptyEndpoint(id: Buffer, now: number): Omit<EndpointRecord, "projectId" | "mode"> {
  return {
    id,
    name: null,
    description: null,
    url: "",
    headerNames: [],
    sealedHeaders: null,
    timeout: null,
    timeoutMs: null,
    retryPolicy: null,
    maxPerSecond: null,
    maxConcurrency: null,
    sealedSecret: null,
    sealedPreviousSecret: null,
    previousSecretExpiresAt: null,
    state: "enabled",
    breakerState: "closed",
    breakerChangedAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}
