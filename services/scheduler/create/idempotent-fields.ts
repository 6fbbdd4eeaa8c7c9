import { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { type IdempotentRequest, idempotentRequest } from "../../rules/idempotency.ts";
import {
  findIdempotencyKeys,
  type IdempotencyRecord,
  type Owner,
  type Store,
} from "../../store/for-scheduler.ts";

/**
 * Hashes a key and the fields it came with. The order of headers and metadata does not count.
 *
 * @param operation the operation that the key is for; the same key for another operation is another request
 */
export function idempotentFields(operation: string, key: string, fields: ScheduleFields): IdempotentRequest {
  const canonical: ScheduleFields = {
    ...fields,
    headers: fields.headers.toSorted((one, other) => compare(one.name, other.name)),
    metadata: Object.fromEntries(
      Object.entries(fields.metadata).toSorted(([one], [other]) => compare(one, other)),
    ),
  };
  return idempotentRequest(operation, key, ScheduleFields.encode(canonical).finish());
}

/** Finds what was made before with any of these keys, by the key's hash in hex. */
export async function findMadeBefore(
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

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
