import { ServiceError } from "../runtime/errors.ts";

/** Size of the columns, in Unicode characters. */
const mostCharacters = 200;

/**
 * Checks the name of a key or project.
 *
 * @throws ServiceError `invalid_parameter` when it is blank, too long, or not valid Unicode
 */
export function judgeName(name: string): string {
  const fits = name.isWellFormed() && name.trim() !== "" && [...name].length <= mostCharacters;
  if (fits) return name;
  throw new ServiceError("invalid_parameter", `name must have 1 to ${mostCharacters} characters.`, "name");
}
