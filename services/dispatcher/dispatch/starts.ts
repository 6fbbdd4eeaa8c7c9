import type { Held } from "./held.ts";
import type { Project } from "./lanes/project.ts";
import { Turns, type TurnTaker } from "./lanes/turns.ts";

/** Starts per turn of the event loop: signing and dialing take a tenth of a millisecond each. */
const mostInTurn = 32;

/** Begun deliveries of one project that are about to start. */
class StartQueue implements TurnTaker {
  inTurn = false;
  readonly held: Held[] = [];

  get hasWaiting(): boolean {
    return this.held.length > 0;
  }
}

/**
 * Starts begun deliveries, a few per turn of the event loop and projects in turn. Otherwise thousands of
 * dials of one burst would run before everyone else's. A delivery that comes alone starts at once.
 */
export class Starts {
  readonly #start: (held: Held) => void;
  readonly #queues = new Map<Project, StartQueue>();
  readonly #turns = new Turns<StartQueue>();
  #room = mostInTurn;
  #isArmed = false;

  /** @param start sends a delivery, or queues it in its lane */
  constructor(start: (held: Held) => void) {
    this.#start = start;
  }

  add(held: Held): void {
    this.#arm();
    if (this.#room > 0 && this.#queues.size === 0) {
      this.#room--;
      this.#start(held);
      return;
    }
    if (held.lane === null) return;
    const { project } = held.lane;
    const queue = this.#queues.get(project) ?? new StartQueue();
    this.#queues.set(project, queue);
    queue.held.push(held);
    this.#turns.join(queue);
  }

  /** Takes all that have not started. */
  takeAll(): Held[] {
    const all = [...this.#queues.values()].flatMap(({ held }) => held.splice(0));
    this.#queues.clear();
    return all;
  }

  #arm(): void {
    if (this.#isArmed) return;
    this.#isArmed = true;
    setImmediate(() => this.#nextTurn());
  }

  #nextTurn(): void {
    this.#isArmed = false;
    this.#room = mostInTurn;
    if (this.#queues.size === 0) return;
    this.#turns.serve(mostInTurn, (queue, portion) => {
      const part = queue.held.splice(0, portion);
      for (const held of part) this.#start(held);
      return part.length;
    });
    for (const [project, { hasWaiting }] of this.#queues) if (!hasWaiting) this.#queues.delete(project);
    this.#room = 0;
    this.#arm();
  }
}
