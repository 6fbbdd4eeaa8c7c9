import {
  type Claim,
  type ClaimedDelivery,
  claimDueDeliveries,
  findOverdueProjects,
} from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { measured } from "../figures.ts";
import { type Screened, screenClaimed } from "../screen/screen-claimed.ts";

/** How far ahead deliveries are claimed, so that the store's latency never shows. */
const horizonMs = 5_000;
/** What is late by less than this goes with what is on time; the rest is backlog. */
const onTimeForMs = 5_000;
/** The nearest create lies a second ahead; it is seen within half of that. */
const pollMs = 400;
const mostRows = 1_000;
const mostProjects = 50;

/** Describes what the claim fills. */
export interface ClaimRoom {
  /** Deliveries, and their bytes, that may still be held before they begin. */
  readonly rows: number;
  readonly bytes: number;
  /** The same for overdue deliveries. */
  readonly backlogRows: number;
}

/** Describes what one pass brought. */
export interface ClaimPass extends Screened {
  /** When to look again, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Takes what falls due in the next seconds, and with what room is left after that what is overdue: in order of
 * due time, in equal shares between the projects that have any, those that wait longest first. What was held back is
 * overdue as well, once it is late, whenever it is to be looked at again. Should what follows the claim fail, the
 * claims are left to their leases.
 */
export async function claimOnce(dispatcher: Dispatcher, room: ClaimRoom): Promise<ClaimPass> {
  const now = dispatcher.clock.now();
  const overdueBefore = now - onTimeForMs;
  // Read before a statement is sent, so that it ends no later here than in the store.
  const leaseUntil = dispatcher.clock.monotonic() + dispatcher.limits.leaseMs;
  const rows = room.bytes > 0 ? Math.min(room.rows, mostRows) : 0;
  const onTime = await claim(dispatcher, {
    projectId: null,
    ...{ from: overdueBefore, before: now + horizonMs },
    ...{ dueFrom: overdueBefore, dueBefore: now + horizonMs },
    ...{ mostRows: rows, mostBytes: room.bytes },
  });
  const left = {
    rows: Math.min(room.backlogRows, room.rows - onTime.length),
    bytes: room.bytes - contentBytes(onTime),
  };
  const overdue = left.rows > 0 && left.bytes > 0 ? await claimOverdue(dispatcher, now, left) : [];
  const screened = await screenClaimed(dispatcher, { onTime, overdue }, leaseUntil);
  const full = onTime.length === rows || (overdue.length > 0 && overdue.length >= left.rows);
  return { ...screened, waitMs: full && rows > 0 ? 0 : pollMs };
}

async function claimOverdue(
  dispatcher: Dispatcher,
  now: number,
  room: { readonly rows: number; readonly bytes: number },
): Promise<ClaimedDelivery[]> {
  const projects = await findOverdueProjects(dispatcher.store, now, mostProjects);
  const claimed: ClaimedDelivery[] = [];
  for (const [index, projectId] of projects.entries()) {
    const taken = await claim(dispatcher, {
      projectId,
      ...{ from: 0, before: now, dueFrom: 0, dueBefore: now - onTimeForMs },
      // What a project leaves of its share falls to those after it.
      mostRows: Math.ceil((room.rows - claimed.length) / (projects.length - index)),
      mostBytes: room.bytes - contentBytes(claimed),
    });
    claimed.push(...taken);
  }
  return claimed;
}

function contentBytes(claimed: readonly ClaimedDelivery[]): number {
  return claimed.reduce((sum, each) => sum + each.contentBytes, 0);
}

/** Without room nothing is claimed. */
async function claim(
  { store, holder, limits, figures }: Dispatcher,
  wanted: Omit<Claim, "holder" | "leaseMs">,
): Promise<ClaimedDelivery[]> {
  if (wanted.mostRows <= 0 || wanted.mostBytes <= 0) return [];
  const { leaseMs } = limits;
  return measured(
    figures,
    "claim",
    () => claimDueDeliveries(store, { ...wanted, holder, leaseMs }),
    (claimed) => claimed.length,
  );
}
