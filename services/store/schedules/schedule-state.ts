/** Says where a schedule stands. Three states are open; the others are ends, for ever. */
export type ScheduleState =
  /** Open: its occurrences are planned and sent. */
  | "active"
  /** Open: planned occurrences wait, and are skipped when they fall due; resuming makes it active. */
  | "paused"
  /** Ended: nothing of it is open, and nothing more will be planned. */
  | "completed"
  /** Ended: a caller canceled it, or the one delivery of a one-shot. */
  | "canceled"
  /**
   * Open, of prepaid schedules alone: no credit is left for its next occurrence. New credits make it active.
   * A schedule that has used up its `max_runs` is `completed`.
   */
  | "exhausted";
