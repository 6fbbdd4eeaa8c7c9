import { finality } from "../../rules/finality.ts";
import { endsUnsent, type Held } from "../claim/held.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { Alarm } from "./alarm.ts";
import { begin, type Judged } from "./begin.ts";
import { nextTake, takeEarly } from "./early.ts";
import type { Lane, WaitingList } from "./lane.ts";
import { Lead } from "./lead.ts";
import { Opener } from "./opener.ts";
import { type Project, shareOf } from "./project.ts";
import { type Release, release } from "./release.ts";
import type { Secrets } from "./secrets.ts";
import { Sending } from "./send.ts";
import type { Settler } from "./settle.ts";
import { ShownBreakers } from "./shown-breakers.ts";
import type { Stages } from "./stages.ts";
import { TimerQueue } from "./timer-queue.ts";
import { Turns } from "./turns.ts";

/** Deliveries begun in one statement at most, and how many such statements may run at once. */
const mostBegin = 500;
/** A profile with a limit of its own takes a transaction of its own, so those have half of the statements. */
const mostBeginning = { free: 4, limited: 2 };
const retryBeginMs = 100;
/** When the store's time is in doubt nothing moves; it is asked again after this. */
const doubtAgainMs = 100;
/** An occurrence that waits for an earlier one looks again after this. */
const overlapAgainMs = 500;
/** As what waits for a disabled profile does at first. */
const unsignedAgainMs = 3_000;

/**
 * Moves held deliveries along: from the timer queue, a little before they are due, to their lanes; from there in
 * batches through the begin statement; and at their moment, not before, onto the wire. Events only mark that there
 * is something to do; one tick for each turn of the event loop does it all.
 */
export class Pump {
  readonly #dispatcher: Dispatcher;
  readonly #stages: Stages;
  readonly #secrets: Secrets;
  readonly #settler: Settler;
  readonly #sending: Sending;
  readonly #alarm: Alarm;
  /** Leaves its queue a little ahead of its moment. */
  readonly #queue: TimerQueue<Held>;
  /** Begun ahead of its moment, or to expire at it. */
  readonly #atMoment: TimerQueue<Held>;
  readonly #turns = new Turns<Project>();
  readonly #breakers = new ShownBreakers();
  readonly #opener: Opener;
  readonly #lead = new Lead();
  readonly #beginning = { free: new Set<Promise<void>>(), limited: new Set<Promise<void>>() };
  #beginAgainAt = 0;
  #ticking = false;
  #stopped = false;

  constructor(dispatcher: Dispatcher, stages: Stages, secrets: Secrets, settler: Settler) {
    this.#dispatcher = dispatcher;
    this.#stages = stages;
    this.#secrets = secrets;
    this.#settler = settler;
    this.#opener = new Opener(dispatcher);
    this.#alarm = new Alarm(dispatcher.clock, () => this.#tick());
    this.#queue = new TimerQueue();
    this.#atMoment = new TimerQueue();
    this.#sending = new Sending(dispatcher, stages, secrets, settler, () => this.#tickSoon());
    stages.whenLeft(() => this.#tickSoon());
  }

  /** Takes in what was claimed. */
  accept(deliveries: readonly Held[]): void {
    const now = this.#dispatcher.clock.now();
    for (const held of deliveries) {
      this.#stages.enter(held);
      if (endsUnsent(held)) this.#atMoment.add(held);
      else if (held.dueAt > now) this.#queue.add(held);
      else this.#await(held);
    }
    this.#opener.add(deliveries);
    this.#tickSoon();
  }

  /** Gives back what cannot begin soon; called every so often, while there are any lanes. */
  async shed(): Promise<void> {
    const now = this.#dispatcher.clock.now();
    this.#stages.forgetIdle(now);
    const lanes = this.#stages.lanes;
    for (const lane of lanes) {
      const { deliveries, reason, claimAt } = lane.shed(now, shareOf(this.#stages.placesFor(lane.project)));
      await release(this.#dispatcher, this.#stages, deliveries, { at: claimAt, reason });
    }
    await this.#breakers.show(lanes, this.#dispatcher);
    this.#tickSoon();
  }

  /** Takes nothing more, and gives everything back that is not on the wire. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#alarm.off();
    this.#opener.stop();
    this.#sending.stop();
    // What is being begun would be left as if it were on the wire.
    await Promise.allSettled([...this.#beginning.free, ...this.#beginning.limited]);
    const waiting = [
      ...this.#queue.takeAll(),
      ...this.#atMoment.takeAll(),
      ...this.#stages.lanes.flatMap((lane) => lane.takeAll()),
    ];
    await release(this.#dispatcher, this.#stages, waiting, { at: 0, reason: null });
  }

  #tickSoon(): void {
    if (this.#ticking || this.#stopped) return;
    this.#ticking = true;
    setImmediate(() => {
      this.#ticking = false;
      this.#tick();
    });
  }

  #tick(): void {
    if (this.#stopped) return;
    const now = this.#dispatcher.clock.now();
    if (this.#dispatcher.doubt() !== null) {
      this.#alarm.setFor([now + doubtAgainMs], now);
      return;
    }
    for (const held of this.#atMoment.takeDue(now)) {
      if (held.stage === "begun") this.#sending.sendOrLine(held, now);
      else this.#settler.addUnsent(held, "expired", null);
    }
    const until = this.#lead.until(this.#queue.nextDueAt, now);
    for (const held of until === null ? [] : this.#queue.takeDue(until)) this.#await(held);
    const early = takeEarly(this.#queue, now);
    if (early) this.#await(early);
    this.#beginAll("free", mostBeginning.free - this.#beginning.limited.size, now);
    this.#beginAll("limited", mostBeginning.limited, now);
    const retryAt = this.#beginAgainAt > now ? this.#beginAgainAt : null;
    this.#alarm.setFor([this.#atMoment.nextDueAt, nextTake(this.#queue, this.#lead, now), retryAt], now);
  }

  /** Its moment is near: it waits in its lane. */
  #await(held: Held): void {
    const { lane } = held;
    if (lane === null) return;
    this.#stages.move(held, "waiting");
    lane.await(held);
    lane.project.join(lane);
    this.#turns.join(lane.project);
  }

  #beginAll(kind: "free" | "limited", most: number, now: number): void {
    const lists = this.#settler.mayBegin(now);
    const beginning = this.#beginning[kind];
    while (beginning.size < most && now >= this.#beginAgainAt) {
      const batch = this.#takeToBegin(lists, kind === "limited", now);
      if (batch.length === 0) break;
      const begun = this.#begin(batch).finally(() => {
        beginning.delete(begun);
        this.#tickSoon();
      });
      beginning.add(begun);
    }
  }

  /** Takes what may begin now, on time before overdue, of each project in its turn. */
  #takeToBegin(lists: readonly WaitingList[], limited: boolean, now: number): Held[] {
    const taken: Held[] = [];
    for (const list of lists) {
      this.#turns.serve(mostBegin - taken.length, (project, most) => {
        const places = () => this.#stages.placesFor(project);
        return project.take({ list, limited, most, now }, places, (held) => {
          this.#stages.move(held, "beginning");
          taken.push(held);
        });
      });
    }
    return taken;
  }

  async #begin(batch: readonly Held[]): Promise<void> {
    const { clock, log } = this.#dispatcher;
    const sentAt = clock.monotonic();
    try {
      const judged = await begin(this.#dispatcher, this.#secrets, batch);
      this.#lead.note(clock.monotonic() - sentAt);
      this.#obey(judged, sentAt + finality.startsWithinMs);
    } catch (error) {
      log.error({ err: error, deliveries: batch.length }, "begin failed");
      this.#beginAgainAt = clock.now() + retryBeginMs;
      for (const held of batch) if (held.stage === "beginning") this.#await(held);
    }
  }

  #release(deliveries: readonly Held[], how: Release): void {
    void release(this.#dispatcher, this.#stages, deliveries, how);
  }

  /** @param startBy until when their first bytes may go out; monotonic */
  #obey(judged: readonly Judged[], startBy: number): void {
    const now = this.#dispatcher.clock.now();
    const groups = { waiting: [] as Held[], unsigned: [] as Held[], changed: [] as Held[] };
    const busy = new Set<Lane>();
    for (const { held, verdict } of judged) {
      switch (verdict) {
        case "begun":
          held.startBy = startBy;
          this.#stages.move(held, "begun");
          if (held.dueAt <= now) this.#sending.sendOrLine(held, now);
          else this.#atMoment.add(held);
          break;
        case "busy":
          this.#await(held);
          if (held.lane) busy.add(held.lane);
          break;
        case "expired":
          this.#settler.addUnsent(held, "expired", null);
          break;
        case "overlap_skip":
          this.#settler.addUnsent(held, "skipped", "overlap");
          break;
        case "overlap_wait":
          groups.waiting.push(held);
          break;
        case "unsigned":
          groups.unsigned.push(held);
          break;
        case "changed":
          groups.changed.push(held);
          break;
        case "lost":
          this.#stages.leave(held);
          break;
        default:
          verdict satisfies never;
      }
    }
    for (const lane of busy) this.#dispatcher.clock.after(lane.block(now), () => this.#tickSoon());
    this.#release(groups.changed, { at: 0, reason: null });
    this.#release(groups.waiting, { at: now + overlapAgainMs, reason: "overlap" });
    this.#release(groups.unsigned, { at: now + unsignedAgainMs, reason: "secret_unreadable" });
  }
}
