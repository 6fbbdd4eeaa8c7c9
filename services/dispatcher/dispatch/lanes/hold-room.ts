/** Room for more held deliveries. */
export interface HoldRoom {
  readonly rows: number;
  readonly bytes: number;
  /** Room for overdue deliveries that have not begun. */
  readonly backlogRows: number;
}

/** Room that a claim may fill. */
export interface ClaimRoom {
  /** Room in total. */
  readonly room: HoldRoom;
  /** Room if all of the claimed deliveries belong to one project. */
  roomForAnyone(): HoldRoom;
  /** Room for more deliveries of one project. */
  roomFor(projectId: Buffer): HoldRoom;
  /** Projects without room. */
  fullProjects(): readonly Buffer[];
}
