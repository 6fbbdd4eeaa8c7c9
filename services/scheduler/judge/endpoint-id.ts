import { parsePrefixedId } from "../../runtime/ulid.ts";
import { endpointNotFound } from "../../store/for-scheduler.ts";

/**
 * The bytes of a profile's id.
 *
 * @throws ServiceError `endpoint_not_found` when it cannot be one
 */
export function endpointId(text: string): Buffer {
  const id = parsePrefixedId("ep", text);
  if (id === null) throw endpointNotFound();
  return id;
}
