import {
  type CreateEndpointRequest,
  type Endpoint,
  EndpointFields,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ownerOf } from "../../rules/caller.ts";
import { type IdempotentRequest, idempotentRequest } from "../../rules/idempotency.ts";
import { askedBy } from "../../rules/judge-destination.ts";
import { makeOnce } from "../../rules/make-once.ts";
import { ServiceError } from "../../runtime/errors.ts";
import { newUlid } from "../../runtime/ulid.ts";
import * as store from "../../store/for-accounts.ts";
import type { Accounts } from "../accounts.ts";
import { endpointMessage } from "../endpoints/endpoint-message.ts";
import { endpointPaths, judgeEndpoint } from "../endpoints/judge-endpoint.ts";

/**
 * Makes a profile of the caller's project and mode. With an idempotency key, repeated and concurrent requests
 * make one profile.
 *
 * @throws ServiceError with the field's code, `idempotency_key_reused`; `endpoint_not_found` when the profile
 * that the
 *   idempotency key made was deleted
 */
export async function createEndpoint(accounts: Accounts, request: CreateEndpointRequest): Promise<Endpoint> {
  const { store: handle, keys } = accounts;
  const owner = ownerOf(request.caller);
  const idempotent = idempotentEndpoint(request);
  const { made, madeBefore } = await makeOnce(idempotent, {
    find: (keyHash) => store.findIdempotencyKeys(handle, owner, [keyHash]),
    recall: async (id) => (await store.findEndpoint(handle, owner, id)) ?? deleted(),
    make: () => make(accounts, owner, request.fields, idempotent),
    isDuplicate: store.isDuplicate,
  });
  return { ...endpointMessage(keys, made), ...(madeBefore && { madeBefore: true }) };
}

async function make(
  accounts: Accounts,
  owner: store.Owner,
  fields: EndpointFields | undefined,
  idempotent: IdempotentRequest | null,
): Promise<store.EndpointRecord> {
  if (!fields) throw new ServiceError("invalid_endpoint", "Give url, an absolute https URL.", "url");
  const now = accounts.clock.now();
  const destinations = askedBy(owner.projectId.toString("hex"), accounts.destinations);
  const empty = emptyEndpoint(newUlid(now), now);
  const judged = await judgeEndpoint({ ...accounts, destinations }, empty.id, fields, endpointPaths);
  const endpoint: store.EndpointRecord = { ...empty, ...owner, ...judged };
  const key = idempotent && { ...owner, ...idempotent, objectId: endpoint.id, createdAt: now };
  await accounts.store.transact(async (transaction) => {
    if (key) await store.insertIdempotencyKeys(transaction, [key]);
    await store.insertEndpoint(transaction, endpoint);
  });
  return endpoint;
}

/** Hashes the idempotency key and the fields; the order of headers does not count. Null: no key. */
function idempotentEndpoint({ fields, idempotencyKey }: CreateEndpointRequest): IdempotentRequest | null {
  if (idempotencyKey === undefined || !fields) return null;
  const headers = fields.headers.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const said = EndpointFields.encode({ ...fields, headers }).finish();
  return idempotentRequest("create_endpoint", idempotencyKey, said);
}

function deleted(): never {
  const message = "The endpoint profile that this idempotency key made was deleted; take a new one.";
  throw new ServiceError("endpoint_not_found", message, "idempotency_key");
}

function emptyEndpoint(id: Buffer, now: number): Omit<store.EndpointRecord, "projectId" | "mode"> {
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
