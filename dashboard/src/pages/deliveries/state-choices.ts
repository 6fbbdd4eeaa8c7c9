/** Choices of the filter by state, in the order of a delivery's life. */
export const stateChoices = [
  "all",
  "scheduled",
  "dispatching",
  "retrying",
  "succeeded",
  "dead_lettered",
  "expired",
  "canceled",
  "skipped",
] as const;
