import { ServiceError } from "../runtime/errors.ts";

/**
 * Refuses a change that was meant for another version of its object.
 *
 * @param name the object's name in the message
 * @param asked the version that the caller read; undefined: any version
 * @throws ServiceError `version_mismatch`
 */
export function mustBeVersion(
  name: "schedule" | "delivery" | "profile",
  { version }: { readonly version: number },
  asked: number | undefined,
): void {
  if (asked === undefined || asked === version) return;
  const message = `The ${name}'s version is ${version}, not ${asked}; read it again.`;
  throw new ServiceError("version_mismatch", message);
}
