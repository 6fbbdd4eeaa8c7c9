import {
  type Claim,
  type ClaimedDelivery,
  claimDueDeliveries,
  findDueProjects,
} from "../../store/for-dispatcher.ts";
import { carriedClaim, writeBatchSpan } from "../dispatch/batch-span.ts";
import type { ClaimRoom, HoldRoom } from "../dispatch/lanes/hold-room.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";
import { type Screened, screenClaimed } from "./screen-claimed.ts";

/** Deliveries are claimed this far ahead, so that the store's latency does not delay them. */
const horizonMs = 5_000;
/** A delivery late by less than this counts as on time; the rest is backlog. */
const onTimeForMs = 5_000;
/** The earliest create is due in a second; half of that leaves time to claim it. */
const pollMs = 400;
/** Rows per statement. */
const mostRows = 1_000;
const mostBytes = 8 * 1024 * 1024;
const mostProjects = 50;

/** Result of one claim pass. */
export interface ClaimPass extends Screened {
  /** Milliseconds until the next pass. */
  readonly waitMs: number;
}

/**
 * Claims deliveries due in the next seconds, in due order, then overdue ones with the room that is left.
 *
 * Once a project has used all of its room, the other projects are claimed one by one, longest wait first:
 * their due deliveries may stand behind a hundred thousand of the full project's. A delivery that was held
 * back counts as overdue once it is late. If a later step fails, the claims are left to expire with their
 * leases.
 */
export async function claimOnce(dispatcher: Dispatcher, room: ClaimRoom): Promise<ClaimPass> {
  // Read before the statement is sent, so that our lease ends no later here than in the store.
  const leaseUntil = dispatcher.clock.monotonic() + dispatcher.limits.leaseMs;
  const pass = new Pass(dispatcher, room);
  await pass.claimOnTime();
  await pass.claimOverdue();
  const screened = await screenClaimed(dispatcher, pass, leaseUntil);
  return { ...screened, waitMs: pass.wasFilled ? 0 : pollMs };
}

class Pass {
  readonly onTime: ClaimedDelivery[] = [];
  readonly overdue: ClaimedDelivery[] = [];
  /** True if a statement returned as much as it could, so there may be more. */
  wasFilled = false;
  readonly #dispatcher: Dispatcher;
  readonly #room: ClaimRoom;
  readonly #now: number;

  constructor(dispatcher: Dispatcher, room: ClaimRoom) {
    this.#dispatcher = dispatcher;
    this.#room = room;
    this.#now = dispatcher.clock.now();
  }

  async claimOnTime(): Promise<void> {
    const before = this.#now + horizonMs;
    const due = {
      from: this.#now - onTimeForMs,
      before,
      dueFrom: this.#now - onTimeForMs,
      dueBefore: before,
    };
    const full = this.#room.fullProjects();
    if (full.length === 0) {
      const left = this.#leftOf(this.#room.roomForAnyone());
      this.onTime.push(...(await this.#claim({ ...due, projectId: null, ...left })));
      return;
    }
    const isFull = new Set(full.map((id) => id.toString("hex")));
    const found = await findDueProjects(this.#dispatcher.store, due.from, before, mostProjects + full.length);
    const others = found.filter((id) => !isFull.has(id.toString("hex"))).slice(0, mostProjects);
    for (const projectId of others)
      this.onTime.push(
        ...(await this.#claim({ ...due, projectId, ...this.#leftOf(this.#room.roomFor(projectId)) })),
      );
  }

  /** Gives projects equal shares; the unused part of a share goes to the projects after it. */
  async claimOverdue(): Promise<void> {
    const now = this.#now;
    if (Math.min(this.#left.mostRows, this.#left.mostBytes, this.#backlogLeft) <= 0) return;
    const projects = await findDueProjects(this.#dispatcher.store, 0, now, mostProjects);
    for (const [index, projectId] of projects.entries()) {
      const share = Math.ceil(this.#backlogLeft / (projects.length - index));
      const room = this.#room.roomFor(projectId);
      const { mostRows: rows, mostBytes: bytes } = this.#leftOf(room);
      const taken = await this.#claim({
        projectId,
        ...{ from: 0, before: now, dueFrom: 0, dueBefore: now - onTimeForMs },
        ...{ mostRows: Math.min(share, rows, room.backlogRows), mostBytes: bytes },
      });
      this.overdue.push(...taken);
    }
    if (this.overdue.length > 0 && this.#backlogLeft <= 0) this.wasFilled = true;
  }

  get #backlogLeft(): number {
    return this.#room.room.backlogRows - this.overdue.length;
  }

  get #left() {
    const { rows, bytes } = this.#room.room;
    const taken = [...this.onTime, ...this.overdue];
    return {
      mostRows: Math.min(rows - taken.length, mostRows),
      mostBytes: Math.min(bytes - contentBytes(taken), mostBytes),
    };
  }

  #leftOf({ rows, bytes }: HoldRoom) {
    const all = this.#left;
    return { mostRows: Math.min(rows, all.mostRows), mostBytes: Math.min(bytes, all.mostBytes) };
  }

  /** Claims nothing if there is no room. */
  async #claim(wanted: Omit<Claim, "holder" | "leaseMs">): Promise<ClaimedDelivery[]> {
    if (wanted.mostRows <= 0 || wanted.mostBytes <= 0) return [];
    const { store, clock, holder, limits, figures, tracer } = this.#dispatcher;
    const { leaseMs } = limits;
    const sentAt = clock.now();
    const claimed = await measured(
      figures,
      "claim",
      () => claimDueDeliveries(store, { ...wanted, holder, leaseMs }),
      (taken) => taken.length,
    );
    if (tracer && claimed.length > 0)
      writeBatchSpan(tracer, "claim", { from: sentAt, to: clock.now() }, claimed.map(carriedClaim));
    // One row may weigh more than half of the remaining bytes, so this counts as full.
    if (claimed.length === wanted.mostRows || 2 * contentBytes(claimed) > wanted.mostBytes)
      this.wasFilled = true;
    return claimed;
  }
}

function contentBytes(claimed: readonly ClaimedDelivery[]): number {
  return claimed.reduce((sum, each) => sum + each.contentBytes, 0);
}
