import { ownRules, type ZoneRules } from "../timing/offset-span.ts";

/** The time zones of a process. */
export interface ZoneDatabase {
  /** The edition, such as `2026e`; empty: unknown. */
  readonly version: string;
  readonly rules: ZoneRules;
}

/** This Node's database; both Temporal and Intl use it. */
export const nodeZoneDatabase: ZoneDatabase = { version: process.versions.tz ?? "", rules: ownRules };
