import type { Held } from "./held.ts";

/** Stage of a held delivery. */
export type Stage =
  /** Claimed and not nearly due; in the timer queue. A cancel succeeds. */
  | "queued"
  /** Due or nearly due; waits for room in its lane. A cancel succeeds. */
  | "waiting"
  /** The begin statement is under way. The store decides if a cancel succeeds. */
  | "beginning"
  /** The store has counted its attempt and refuses a cancel; it waits for its due time or a connection. */
  | "begun"
  /** It has a connection or is dialing one. */
  | "sending"
  /** Its outcome is being written. */
  | "settling";

/** Number of held deliveries at each stage, and their weight. Only `Stages` changes it. */
export class Counts implements Record<Stage, number> {
  rows = 0;
  bytes = 0;
  /** Overdue deliveries that have not begun. */
  backlog = 0;
  queued = 0;
  waiting = 0;
  beginning = 0;
  begun = 0;
  sending = 0;
  settling = 0;

  /** Attempts that count against the concurrency limits. */
  get open(): number {
    return this.beginning + this.begun + this.sending;
  }

  enter(held: Held): void {
    this.rows++;
    this.bytes += held.heldBytes;
    this.#add(held, held.stage, 1);
  }

  move(held: Held, from: Stage, to: Stage): void {
    this.#add(held, from, -1);
    this.#add(held, to, 1);
  }

  leave(held: Held): void {
    this.rows--;
    this.bytes -= held.heldBytes;
    this.#add(held, held.stage, -1);
  }

  #add({ overdue }: Held, stage: Stage, by: number): void {
    this[stage] += by;
    if (overdue && (stage === "queued" || stage === "waiting")) this.backlog += by;
  }
}
