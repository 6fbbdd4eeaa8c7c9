import { Slots } from "../../runtime/memory/slots.ts";
import type { DispatcherLimits } from "../dispatcher.ts";
import { Counts, type Stage } from "./counts.ts";
import type { Held } from "./held.ts";
import type { ClaimRoom, HoldRoom } from "./lanes/hold-room.ts";
import type { Lane, LanePolicy } from "./lanes/lane.ts";
import { Project } from "./lanes/project.ts";
import { inAll, roomBeside } from "./lanes/room-beside.ts";

/**
 * Allowed moves from each stage. A delivery may leave from any stage: it is settled, released, or lost to
 * another dispatcher.
 *
 * ```
 *  claim ──► queued ──► waiting ──► beginning ──► begun ──► sending ──► settling ──► (left)
 *              │           ▲            │  │        │         │             ▲
 *              │           └── no place ┘  │        │         │             │
 *              └────────── expired, ───────┴────────┴─────────┴─────────────┘
 *                          skipped, given back, answered
 * ```
 */
const moves: Record<Stage, readonly Stage[]> = {
  queued: ["waiting", "settling"],
  waiting: ["beginning", "settling"],
  beginning: ["begun", "waiting", "settling"],
  begun: ["sending", "settling"],
  sending: ["settling"],
  settling: [],
};

const nothing = new Counts();

/**
 * Owns the stage of each held delivery: only this class moves deliveries between stages and counts them, in
 * total, by project and by lane.
 */
export class Stages implements ClaimRoom {
  readonly total = new Counts();
  readonly #limits: DispatcherLimits;
  readonly #lanes: LanePolicy;
  readonly #held = new Slots<Held>();
  readonly #projects = new Map<string, Project>();
  readonly #onLeave: ((held: Held, againAt: number | null) => void)[] = [];
  #onFirst: () => void = () => {};

  constructor(limits: DispatcherLimits, lanes: LanePolicy) {
    this.#limits = limits;
    this.#lanes = lanes;
  }

  /**
   * Calls `listener` for each delivery that leaves, with the time at which this process should look for it
   * again; null if it need not.
   */
  whenLeft(listener: (held: Held, againAt: number | null) => void): void {
    this.#onLeave.push(listener);
  }

  /** Calls `listener` when a delivery arrives while `isEmpty` is true. */
  whenNoLongerEmpty(listener: () => void): void {
    this.#onFirst = listener;
  }

  /** True if nothing is held and no lane is remembered. */
  get isEmpty(): boolean {
    return this.#projects.size === 0;
  }

  /** Takes in a claimed delivery, as queued. */
  enter(held: Held): void {
    if (this.isEmpty) this.#onFirst();
    const lane = this.#projectOf(held).laneOf(held);
    held.lane = lane;
    held.stage = "queued";
    held.slot = this.#held.add(held);
    for (const counts of [this.total, lane.project.counts, lane.counts]) counts.enter(held);
  }

  /** @throws Error if the move is not allowed, which is a bug */
  move(held: Held, to: Stage): void {
    const { lane, stage: from } = held;
    if (lane === null || !moves[from].includes(to)) throw new Error(`no way from ${from} to ${to}`);
    held.stage = to;
    this.total.move(held, from, to);
    lane.project.counts.move(held, from, to);
    lane.counts.move(held, from, to);
  }

  /**
   * Removes a delivery: it is settled, released, or held by another dispatcher.
   *
   * @param againAt when this process should look for it again; null if it need not
   */
  leave(held: Held, againAt: number | null = null): void {
    const { lane, slot } = held;
    if (lane === null || slot === null) return;
    held.slot = null;
    this.#held.remove(slot);
    for (const counts of [this.total, lane.project.counts, lane.counts]) counts.leave(held);
    for (const listener of this.#onLeave) listener(held, againAt);
  }

  /** Deliveries whose lease expires before `at`; monotonic. */
  expiringBefore(at: number): Held[] {
    return [...this.#held].filter(({ leaseUntil }) => leaseUntil < at);
  }

  get projects(): IterableIterator<Project> {
    return this.#projects.values();
  }

  /** Number of attempts that a project may open in addition. */
  placesFor({ counts }: Project): number {
    return roomBeside(this.#limits.inFlight, counts.open, this.total.open);
  }

  /** Room of this process in total. */
  get room(): HoldRoom {
    const { queueRows, queueBytes, backlogRows } = this.#limits;
    return {
      rows: inAll(queueRows) - this.total.rows,
      bytes: inAll(queueBytes) - this.total.bytes,
      backlogRows: inAll(backlogRows) - this.total.backlog,
    };
  }

  /** Room for more deliveries of one project. */
  roomFor(projectId: Buffer): HoldRoom {
    return this.#roomBeside(this.#projects.get(projectId.toString("hex"))?.counts ?? nothing);
  }

  /** Room if all new deliveries belong to one project, whichever that is. */
  roomForAnyone(): HoldRoom {
    const least = { ...this.#roomBeside(nothing) };
    for (const { counts } of this.projects) {
      const { rows, bytes } = this.#roomBeside(counts);
      least.rows = Math.min(least.rows, rows);
      least.bytes = Math.min(least.bytes, bytes);
    }
    return least;
  }

  /** Projects that may not hold one more. */
  fullProjects(): Buffer[] {
    const full: Buffer[] = [];
    for (const { id, counts } of this.projects) {
      const { rows, bytes } = this.#roomBeside(counts);
      if (rows <= 0 || bytes <= 0) full.push(id);
    }
    return full;
  }

  get lanes(): Lane[] {
    return [...this.projects].flatMap((project) => [...project.lanes]);
  }

  /** Forgets lanes that are idle and have nothing to remember, and projects without lanes. */
  forgetIdle(now: number): void {
    for (const [key, project] of this.#projects) {
      project.forgetIdle(now);
      if (project.isEmpty) this.#projects.delete(key);
    }
  }

  #roomBeside(own: Counts): { rows: number; bytes: number; backlogRows: number } {
    const { queueRows, queueBytes, backlogRows } = this.#limits;
    return {
      rows: roomBeside(queueRows, own.rows, this.total.rows),
      bytes: roomBeside(queueBytes, own.bytes, this.total.bytes),
      backlogRows: roomBeside(backlogRows, own.backlog, this.total.backlog),
    };
  }

  #projectOf({ claimed: { projectId } }: Held): Project {
    const key = projectId.toString("hex");
    const known = this.#projects.get(key);
    if (known) return known;
    const project = new Project(projectId, this.#lanes);
    this.#projects.set(key, project);
    return project;
  }
}
