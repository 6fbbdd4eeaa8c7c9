/** Room that is left for more held deliveries. */
export interface HoldRoom {
  readonly rows: number;
  readonly bytes: number;
  /** Of overdue ones that have not begun. */
  readonly backlogRows: number;
}
