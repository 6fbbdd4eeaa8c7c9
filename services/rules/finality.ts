/**
 * The numbers on which it rests that a change which was answered is final: nothing of before starts after its answer.
 * They bound one another, so they stand here together.
 *
 * An attempt begins (the store moves it to `dispatching`) up to `beginsAheadMs` before its moment and puts its first
 * byte on the wire within `startsWithinMs` of when the begin was sent to the store; one that takes longer, whatever made
 * it slow, asks the store anew before that byte. A change that finds an attempt begun waits `settlesWithinMs` before it
 * is answered: whoever began before the change was written has started by then, or asks and hears of it.
 */
export const finality = {
  /** A begin comes this long before its moment at most, in milliseconds. */
  beginsAheadMs: 250,
  /** How long a begin, or an answer that it still stands, allows the first byte, in milliseconds of a monotonic clock. */
  startsWithinMs: 1_200,
  /** How long a change waits for attempts that had begun, in milliseconds. */
  settlesWithinMs: 1_300,
  /**
   * For how long a project's secrets are signed by before they are read again, in milliseconds of a monotonic clock.
   * Nothing of a begun attempt tells by which ones it is signed, so a change of them always waits for this, and then for
   * what had begun.
   */
  secretsFreshMs: 500,
} as const;
