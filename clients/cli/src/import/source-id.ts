import { createHash } from "node:crypto";

/** Returns a short stable id for a name or command. */
export function sourceIdOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Returns a digest of a value, independent of the order of its members. */
export function digestOf(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex")
    .slice(0, 32);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
