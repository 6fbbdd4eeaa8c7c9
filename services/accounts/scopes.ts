import { ServiceError } from "../runtime/errors.ts";

/** Permission of a key; the OpenAPI document names the scope that each operation needs. */
export type Scope =
  /** Reads schedules, deliveries, attempts, profiles and figures. */
  | "read"
  /** Creates and changes schedules and profiles; cancels deliveries. */
  | "write"
  /** Sends dead letters and ended deliveries again. */
  | "replay"
  /** Manages API keys and signing secrets. */
  | "admin";

/** Every scope, in the order in which they are shown. */
export const allScopes: readonly Scope[] = ["read", "write", "replay", "admin"];

/**
 * Returns the requested scopes without duplicates.
 *
 * @throws ServiceError `invalid_parameter` when there are none, or one does not exist
 */
export function judgeScopes(asked: readonly string[]): Scope[] {
  const known = allScopes.filter((scope) => asked.includes(scope));
  if (known.length > 0 && known.length === new Set(asked).size) return known;
  throw new ServiceError(
    "invalid_parameter",
    `scopes must be one or more of ${allScopes.join(", ")}.`,
    "scopes",
  );
}

/**
 * Checks that a key passes on only scopes that it has itself. Otherwise any key that may make keys could do
 * everything.
 *
 * @throws ServiceError `insufficient_scope`
 */
export function mustHaveScopes(own: readonly string[], given: readonly string[], param: string | null): void {
  const beyond = given.filter((scope) => !own.includes(scope));
  if (beyond.length === 0) return;
  const message = `A key gives another only scopes that it has itself; this one lacks ${beyond.join(", ")}.`;
  throw new ServiceError("insufficient_scope", message, param);
}
