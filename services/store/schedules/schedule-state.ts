/** Says where a schedule stands. Two states are open; the others are ends, for ever. */
export type ScheduleState =
  /** Open: its occurrences are planned and sent. */
  | "active"
  /** Open: planned occurrences wait, and are skipped when they fall due; resuming makes it active. */
  | "paused"
  /** Ended: nothing of it is open, and nothing more will be planned. */
  | "completed"
  /** Ended: a caller canceled it, or the one delivery of a one-shot. */
  | "canceled"
  /** In the contract and the schema; nothing sets it: what used up its `max_runs` is `completed`. */
  | "exhausted";
