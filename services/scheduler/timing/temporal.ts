import type { Temporal as Types } from "temporal-polyfill";

type Temporal = typeof Types;

/**
 * Temporal: this Node's own if it has one (26 and newer), else the polyfill, which is loaded only then (1.4
 * MB of memory, 10 ms). Both use Node's own time zone database (`process.versions.tz`).
 */
export const Temporal: Temporal = ownTemporal() ?? (await import("temporal-polyfill")).Temporal;

/** Returns this Node's own Temporal; null: it has none. */
export function ownTemporal(): Temporal | null {
  const own: unknown = Reflect.get(globalThis, "Temporal");
  return isTemporal(own) ? own : null;
}

function isTemporal(value: unknown): value is Temporal {
  return typeof value === "object" && value !== null && "Instant" in value && "ZonedDateTime" in value;
}
