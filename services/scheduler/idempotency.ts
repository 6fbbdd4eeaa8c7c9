import { createHash } from "node:crypto";
import { ScheduleFields } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import {
  findIdempotencyKeys,
  type IdempotencyRecord,
  type Owner,
  type Store,
} from "../store/for-scheduler.ts";
import { refusal } from "./refusal.ts";

/** A key as it is stored, and the request that it came with. */
export interface IdempotentRequest {
  /** SHA-256, 32 bytes. */
  readonly keyHash: Buffer;
  /** SHA-256, 32 bytes; equal for requests that say the same. */
  readonly requestHash: Buffer;
}

/**
 * The hashes of a key and of the fields it came with. The order in which headers and metadata were written
 * does not count.
 *
 * @param operation what the key was given for: the same key for another operation is another request
 */
export function idempotentRequest(operation: string, key: string, fields: ScheduleFields): IdempotentRequest {
  const canonical: ScheduleFields = {
    ...fields,
    headers: fields.headers.toSorted((one, other) => compare(one.name, other.name)),
    metadata: Object.fromEntries(
      Object.entries(fields.metadata).toSorted(([one], [other]) => compare(one, other)),
    ),
  };
  const hash = createHash("sha256").update(operation).update("\0");
  return {
    keyHash: createHash("sha256").update(key).digest(),
    requestHash: hash.update(ScheduleFields.encode(canonical).finish()).digest(),
  };
}

/** What was made before with any of these keys, by the key's hash in hex. */
export async function madeBefore(
  store: Store,
  owner: Owner,
  requests: readonly IdempotentRequest[],
): Promise<Map<string, IdempotencyRecord>> {
  const records = await findIdempotencyKeys(
    store,
    owner,
    requests.map(({ keyHash }) => keyHash),
  );
  return new Map(records.map((record) => [record.keyHash.toString("hex"), record]));
}

/**
 * The id of what this request made before; null: nothing.
 *
 * @throws ServiceError `idempotency_key_reused` when the key came with another request
 */
export async function objectMadeBefore(
  store: Store,
  owner: Owner,
  request: IdempotentRequest,
): Promise<Buffer | null> {
  const [before] = await findIdempotencyKeys(store, owner, [request.keyHash]);
  if (!before) return null;
  mustBeTheSame(request, before);
  return before.objectId;
}

/** @throws ServiceError `idempotency_key_reused` when the key came with another request before */
export function mustBeTheSame(request: IdempotentRequest, before: { readonly requestHash: Buffer }): void {
  if (request.requestHash.equals(before.requestHash)) return;
  throw refusal(
    "idempotency_key_reused",
    "This idempotency key was used before with another request; take a new one.",
    "idempotency_key",
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
