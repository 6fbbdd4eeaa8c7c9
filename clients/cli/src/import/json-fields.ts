/** Returns a member of an unknown value; undefined if it has none. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.getOwnPropertyDescriptor(found, name)?.value;
  }
  return found;
}

/** Returns a member that is a non-empty text; null otherwise. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = member(value, ...path);
  return typeof found === "string" && found !== "" ? found : null;
}

/** Returns a member that is a number; null otherwise. */
export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const found = member(value, ...path);
  return typeof found === "number" ? found : null;
}

/** Returns a member that is a list; an empty list otherwise. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = path.length === 0 ? value : member(value, ...path);
  return Array.isArray(found) ? found : [];
}
