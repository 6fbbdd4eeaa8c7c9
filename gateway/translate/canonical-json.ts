import { createHash } from "node:crypto";

/** SHA-256 of a JSON value, 32 bytes: the same for values that say the same, in whatever order their members stand. */
export function saidBy(value: unknown): Buffer {
  return createHash("sha256").update(JSON.stringify(value, inOrder)).digest();
}

/** A number kept as it was written (`JSON.rawJSON`) has no prototype and is left as it is. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (Object.getPrototypeOf(value) === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
