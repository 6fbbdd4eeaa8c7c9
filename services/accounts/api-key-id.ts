import { ServiceError } from "../runtime/errors.ts";
import { parsePrefixedId } from "../runtime/ulid.ts";

/**
 * The bytes of a key's id.
 *
 * @throws ServiceError `api_key_not_found` when it cannot be one
 */
export function apiKeyId(text: string): Buffer {
  return parsePrefixedId("key", text) ?? noApiKey();
}

/** @throws ServiceError `api_key_not_found` */
export function noApiKey(): never {
  throw new ServiceError("api_key_not_found", "There is no such API key in this project and mode.", "id");
}
