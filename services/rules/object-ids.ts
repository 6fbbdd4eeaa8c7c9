import { ServiceError } from "../runtime/errors.ts";
import { parsePrefixedId } from "../runtime/ulid.ts";

/** The name of each kind of object in ids, error codes and messages. */
const kinds = {
  schedule: { prefix: "sch", code: "schedule_not_found", name: "schedule" },
  delivery: { prefix: "dlv", code: "delivery_not_found", name: "delivery" },
  endpoint: { prefix: "ep", code: "endpoint_not_found", name: "endpoint profile" },
  api_key: { prefix: "key", code: "api_key_not_found", name: "API key" },
} as const;

/** A kind of object that callers name by its id. */
export type ObjectKind = keyof typeof kinds;

/**
 * Parses an object's id to its bytes.
 *
 * @param param the request field that has the id
 * @throws ServiceError `…_not_found` when the text cannot be an id of this kind
 */
export function idOf(kind: ObjectKind, text: string, param = "id"): Buffer {
  return parsePrefixedId(kinds[kind].prefix, text) ?? notFound(kind, param);
}

/** Always throws ServiceError `…_not_found`. @param param the request field that names the object */
export function notFound(kind: ObjectKind, param = "id"): never {
  const { code, name } = kinds[kind];
  throw new ServiceError(code, `There is no such ${name} in this project and mode.`, param);
}
