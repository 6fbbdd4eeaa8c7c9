import {
  type Claim,
  type ClaimedDelivery,
  claimDueDeliveries,
  findDueProjects,
} from "../../store/for-dispatcher.ts";
import type { ClaimRoom, HoldRoom } from "../dispatch/hold-room.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";
import { type Screened, screenClaimed } from "./screen-claimed.ts";

/** How far ahead deliveries are claimed, so that the store's latency never shows. */
const horizonMs = 5_000;
/** What is late by less than this goes with what is on time; the rest is backlog. */
const onTimeForMs = 5_000;
/** The nearest create lies a second ahead; it is seen within half of that. */
const pollMs = 400;
/** Of one statement. */
const mostRows = 1_000;
const mostBytes = 8 * 1024 * 1024;
const mostProjects = 50;

/** A pass's yield. */
export interface ClaimPass extends Screened {
  /** When to look again, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Takes what falls due in the next seconds, in order of due time, and with what room is left after that what is overdue.
 * Once a project has taken all of its room, the others are claimed for one by one, the one that waits longest first: what
 * is due of theirs may stand behind a hundred thousand of its own. What was held back is overdue as well, once it is
 * late, whenever it is to be looked at again. Should what follows the claim fail, the claims are left to their leases.
 */
export async function claimOnce(dispatcher: Dispatcher, room: ClaimRoom): Promise<ClaimPass> {
  // Read before a statement is sent, so that it ends no later here than in the store.
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
  /** True if a statement brought as much as it might, so that there may be more. */
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

  /** In equal shares between the projects; what one leaves of its share falls to those after it. */
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

  /** Without room nothing is claimed. */
  async #claim(wanted: Omit<Claim, "holder" | "leaseMs">): Promise<ClaimedDelivery[]> {
    if (wanted.mostRows <= 0 || wanted.mostBytes <= 0) return [];
    const { store, holder, limits, figures } = this.#dispatcher;
    const { leaseMs } = limits;
    const claimed = await measured(
      figures,
      "claim",
      () => claimDueDeliveries(store, { ...wanted, holder, leaseMs }),
      (taken) => taken.length,
    );
    // A row may weigh more than half of what is left of the bytes, so that is as full as it may get.
    if (claimed.length === wanted.mostRows || 2 * contentBytes(claimed) > wanted.mostBytes)
      this.wasFilled = true;
    return claimed;
  }
}

function contentBytes(claimed: readonly ClaimedDelivery[]): number {
  return claimed.reduce((sum, each) => sum + each.contentBytes, 0);
}
