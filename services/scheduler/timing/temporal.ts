import type { Temporal as Types } from "temporal-polyfill";

type Temporal = typeof Types;

/**
 * Temporal: this Node's own where it has one (26 and newer), else the polyfill, which is loaded only then (1.4 MB of
 * memory, 10 ms). Both read the zones that Node brings along (`process.versions.tz`).
 */
export const Temporal: Temporal = ownTemporal() ?? (await import("temporal-polyfill")).Temporal;

/** Null: this Node has none. */
export function ownTemporal(): Temporal | null {
  const own: unknown = Reflect.get(globalThis, "Temporal");
  return isTemporal(own) ? own : null;
}

function isTemporal(value: unknown): value is Temporal {
  return typeof value === "object" && value !== null && "Instant" in value && "ZonedDateTime" in value;
}
