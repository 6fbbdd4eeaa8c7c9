import type { CreateScheduleRequest } from "../../../sdk/src/index.ts";

/** A schedule as a source describes it. */
export interface Imported {
  /** Names it in its source, whatever its time is; equal ones are told apart by their order. */
  readonly sourceId: string;
  /** For people: the line, or the name. */
  readonly label: string;
  readonly request: CreateScheduleRequest;
  readonly isPaused: boolean;
  /** Parts of the source that the schedule does not keep. */
  readonly notes: readonly string[];
}

/** Names what cannot be imported, whole, and why. */
export interface NotImported {
  readonly label: string;
  readonly reason: string;
}

/** All that was found in a source, in its order. */
export interface Found {
  readonly items: readonly Imported[];
  readonly left: readonly NotImported[];
}

/** Ends the reading of one line or rule, which is then listed as not importable. */
export class NotImportable extends Error {
  override readonly name = "NotImportable";
}

/** Ends the reading of one line or rule. */
export function leave(reason: string): never {
  throw new NotImportable(reason);
}
