/** Room that is left for more held deliveries. */
export interface HoldRoom {
  readonly rows: number;
  readonly bytes: number;
  /** Of overdue ones that have not begun. */
  readonly backlogRows: number;
}

/** Room that a claim fills. */
export interface ClaimRoom {
  /** For all together. */
  readonly room: HoldRoom;
  /** For deliveries that may all be of one project. */
  roomForAnyone(): HoldRoom;
  /** For more of one project's. */
  roomFor(projectId: Buffer): HoldRoom;
  /** Projects that have taken all of theirs. */
  fullProjects(): readonly Buffer[];
}
