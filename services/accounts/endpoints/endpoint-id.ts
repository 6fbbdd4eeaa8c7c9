import { ServiceError } from "../../runtime/errors.ts";
import { parsePrefixedId } from "../../runtime/ulid.ts";

/**
 * The bytes of a profile's id.
 *
 * @throws ServiceError `endpoint_not_found` when it cannot be one
 */
export function endpointId(text: string): Buffer {
  return parsePrefixedId("ep", text) ?? noEndpoint();
}

/** @throws ServiceError `endpoint_not_found` */
export function noEndpoint(): never {
  const message = "There is no such endpoint profile in this project and mode.";
  throw new ServiceError("endpoint_not_found", message, "id");
}
