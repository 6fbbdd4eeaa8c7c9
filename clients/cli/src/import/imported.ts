import type { CreateScheduleRequest } from "../../../sdk/src/index.ts";

/** A schedule as a source describes it. */
export interface Imported {
  /** Id in its source, independent of its time; equal entries are distinguished by their order. */
  readonly sourceId: string;
  /** The line or the name, for people. */
  readonly label: string;
  readonly request: CreateScheduleRequest;
  readonly isPaused: boolean;
  /** Notes on parts of the source that the schedule does not keep. */
  readonly notes: readonly string[];
}

/** An entry that cannot be imported, in full, and the reason. */
export interface NotImported {
  readonly label: string;
  readonly reason: string;
}

/** All entries of a source, in order. */
export interface Found {
  readonly items: readonly Imported[];
  readonly left: readonly NotImported[];
}

/** Thrown for an entry that cannot be imported; it is listed with the reason. */
export class NotImportable extends Error {
  override readonly name = "NotImportable";
}

/** Throws `NotImportable`. */
export function leave(reason: string): never {
  throw new NotImportable(reason);
}
