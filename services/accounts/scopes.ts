import { refusal } from "./refusal.ts";

/** What a key may do; the OpenAPI document names the one that each operation needs. */
export type Scope = "read" | "write" | "replay" | "admin";

/** Every scope, in the order in which they are shown. */
export const allScopes: readonly Scope[] = ["read", "write", "replay", "admin"];

/**
 * The scopes that somebody asked for, each once.
 *
 * @throws ServiceError `invalid_parameter` for none, or one that does not exist
 */
export function judgeScopes(asked: readonly string[]): Scope[] {
  const known = allScopes.filter((scope) => asked.includes(scope));
  if (known.length > 0 && known.length === new Set(asked).size) return known;
  throw refusal("invalid_parameter", `scopes must be one or more of ${allScopes.join(", ")}.`, "scopes");
}
