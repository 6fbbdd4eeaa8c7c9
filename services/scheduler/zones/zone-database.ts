import { ownRules, type ZoneRules } from "../timing/offset-span.ts";

/** The time zones that a process brings along. */
export interface ZoneDatabase {
  /** The edition, such as `2026e`; empty: nobody can say. */
  readonly version: string;
  readonly rules: ZoneRules;
}

/** This Node's: Temporal and Intl both read it. */
export const nodeZoneDatabase: ZoneDatabase = { version: process.versions.tz ?? "", rules: ownRules };
