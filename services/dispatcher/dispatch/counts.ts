import type { Held } from "./held.ts";

/** Where a held delivery stands. */
export type Stage =
  /** Claimed, and its moment is not near: it stands in the timer queue. A cancel wins. */
  | "queued"
  /** Its moment is near or past, and its lane has no place for it yet. A cancel wins. */
  | "waiting"
  /** A begin is on its way to the store. A cancel may win or be refused: the store decides. */
  | "beginning"
  /** The store counts its attempt and refuses a cancel; it waits for its moment, or for a connection. */
  | "begun"
  /** It has a connection, or is getting one. */
  | "sending"
  /** What became of it is being written. */
  | "settling";

/** Describes how many held deliveries stand at each stage, and what they weigh. Changed by `Stages` alone. */
export class Counts implements Record<Stage, number> {
  rows = 0;
  bytes = 0;
  /** Overdue ones that have not begun. */
  backlog = 0;
  queued = 0;
  waiting = 0;
  beginning = 0;
  begun = 0;
  sending = 0;
  settling = 0;

  /** Attempts that count against the bounds on attempts at once. */
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
