import { ServiceError } from "../../runtime/errors.ts";

/** Returns the error for a request that names a profile which does not exist. */
export function endpointNotFound(): ServiceError<"endpoint_not_found"> {
  const message = "There is no such endpoint profile in this project and mode.";
  return new ServiceError("endpoint_not_found", message, "endpoint_id");
}
