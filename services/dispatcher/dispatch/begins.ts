import { finality } from "../../rules/finality.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { begin, type Judged } from "./begin.ts";
import type { Held } from "./held.ts";
import type { Lane, WaitingList } from "./lanes/lane.ts";
import type { Project } from "./lanes/project.ts";
import { Turns } from "./lanes/turns.ts";
import { type Release, release } from "./release.ts";
import type { Secrets } from "./secrets.ts";
import type { Settler } from "./settle.ts";
import type { Stages } from "./stages.ts";
import type { Lead } from "./timers/lead.ts";

/** Deliveries per begin statement. */
const mostRows = 500;
/**
 * Concurrent statements. A profile with a limit takes a transaction of its own, so `limited` has at most
 * half.
 */
const mostAtOnce = { free: 4, limited: 2 };
const retryMs = 100;
/** Wait before an occurrence that overlaps an earlier one is tried again. */
const overlapAgainMs = 500;
/** Same as the first wait for a disabled profile. */
const unsignedAgainMs = 3_000;

/** Collaborators of `Begins`. */
export interface BeginsParts {
  readonly dispatcher: Dispatcher;
  readonly stages: Stages;
  readonly secrets: Secrets;
  readonly settler: Settler;
  readonly lead: Lead;
  /** Receives each begun delivery. */
  onBegun(held: Held, now: number): void;
  /** Signals that there may be more to do. */
  wake(): void;
}

/** Begins waiting deliveries in batches, taking projects and lanes in turn. */
export class Begins {
  readonly #parts: BeginsParts;
  readonly #turns = new Turns<Project>();
  readonly #running = { free: new Set<Promise<void>>(), limited: new Set<Promise<void>>() };
  #againAt = 0;

  constructor(parts: BeginsParts) {
    this.#parts = parts;
  }

  /** When to retry after a failed begin; null if none has failed. */
  retryAt(now: number): number | null {
    return this.#againAt > now ? this.#againAt : null;
  }

  /** Puts a delivery that is nearly due into its lane. */
  await(held: Held): void {
    const { lane } = held;
    if (lane === null) return;
    this.#parts.stages.move(held, "waiting");
    lane.await(held);
    lane.project.join(lane);
    this.#turns.join(lane.project);
  }

  /** Begins as many as allowed. */
  beginAll(now: number): void {
    this.#beginKind("free", mostAtOnce.free - this.#running.limited.size, now);
    this.#beginKind("limited", mostAtOnce.limited, now);
  }

  /** Waits for the begins under way. */
  async finish(): Promise<void> {
    await Promise.allSettled([...this.#running.free, ...this.#running.limited]);
  }

  #beginKind(kind: "free" | "limited", most: number, now: number): void {
    const lists = this.#parts.settler.mayBegin(now);
    const running = this.#running[kind];
    while (running.size < most && now >= this.#againAt) {
      const batch = this.#take(lists, kind === "limited", now);
      if (batch.length === 0) break;
      const begun = this.#begin(batch).finally(() => {
        running.delete(begun);
        this.#parts.wake();
      });
      running.add(begun);
    }
  }

  /** Takes what may begin now, on-time deliveries before overdue ones, projects in turn. */
  #take(lists: readonly WaitingList[], limited: boolean, now: number): Held[] {
    const { stages } = this.#parts;
    const taken: Held[] = [];
    for (const list of lists) {
      this.#turns.serve(mostRows - taken.length, (project, most) => {
        const places = () => stages.placesFor(project);
        return project.take({ list, limited, most, now }, places, (held) => {
          stages.move(held, "beginning");
          taken.push(held);
        });
      });
    }
    return taken;
  }

  async #begin(batch: readonly Held[]): Promise<void> {
    const { dispatcher, secrets, lead } = this.#parts;
    const { clock, log } = dispatcher;
    const sentAt = clock.monotonic();
    try {
      const judged = await begin(dispatcher, secrets, batch);
      lead.note(clock.monotonic() - sentAt);
      this.#obey(judged, sentAt + finality.startsWithinMs);
    } catch (error) {
      log.error({ err: error, deliveries: batch.length }, "begin failed");
      this.#againAt = clock.now() + retryMs;
      for (const held of batch) if (held.stage === "beginning") this.await(held);
    }
  }

  /** @param startBy deadline of their first bytes; monotonic */
  #obey(judged: readonly Judged[], startBy: number): void {
    const { dispatcher, stages, settler, onBegun } = this.#parts;
    const now = dispatcher.clock.now();
    const back = { waiting: [] as Held[], unsigned: [] as Held[], changed: [] as Held[] };
    const busy = new Set<Lane>();
    for (const { held, verdict } of judged) {
      switch (verdict) {
        case "begun":
          held.startBy = startBy;
          if (held.marks) held.marks.begunAt = now;
          stages.move(held, "begun");
          onBegun(held, now);
          break;
        case "busy":
          this.await(held);
          if (held.lane) busy.add(held.lane);
          break;
        case "expired":
          settler.addUnsent(held, "expired", null);
          break;
        case "overlap_skip":
          settler.addUnsent(held, "skipped", "overlap");
          break;
        case "overlap_wait":
          back.waiting.push(held);
          break;
        case "unsigned":
          back.unsigned.push(held);
          break;
        case "changed":
          back.changed.push(held);
          break;
        case "lost":
          stages.leave(held);
          break;
        default:
          verdict satisfies never;
      }
    }
    for (const lane of busy) dispatcher.clock.after(lane.block(now), () => this.#parts.wake());
    this.#release(back.changed, { at: 0, reason: null });
    this.#release(back.waiting, { at: now + overlapAgainMs, reason: "overlap" });
    this.#release(back.unsigned, { at: now + unsignedAgainMs, reason: "secret_unreadable" });
  }

  #release(deliveries: readonly Held[], how: Release): void {
    void release(this.#parts.dispatcher, this.#parts.stages, deliveries, how);
  }
}
