import { type ClaimedDelivery, claimDueDeliveries, findOverdueProjects } from "../../store/for-dispatcher.ts";
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

/** What the claim fills. */
export interface ClaimRoom {
  /** Deliveries, and their bytes, that may still be held before they begin. */
  readonly rows: number;
  readonly bytes: number;
  /** The same for overdue deliveries. */
  readonly backlogRows: number;
}

/** What one pass brought. */
export interface ClaimPass extends Screened {
  /** When to look again, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Takes what falls due in the next seconds, and with what room is left after that what is overdue: in order of
 * due time, in equal shares between the projects that have any, those that wait longest first. Should what follows
 * the claim fail, the claims are left to their leases.
 */
export async function claimOnce(dispatcher: Dispatcher, room: ClaimRoom): Promise<ClaimPass> {
  const now = dispatcher.clock.now();
  const overdueBefore = now - onTimeForMs;
  const leaseExpiresAt = now + dispatcher.limits.leaseMs;
  const rows = room.bytes > 0 ? Math.min(room.rows, mostRows) : 0;
  const onTime =
    rows > 0 ? await claim(dispatcher, overdueBefore, now + horizonMs, null, rows, room.bytes) : [];
  const left = room.bytes - contentBytes(onTime);
  const overdue =
    room.backlogRows > 0 && left > 0
      ? await claimOverdue(dispatcher, overdueBefore, { ...room, bytes: left })
      : [];
  const screened = await screenClaimed(dispatcher, [...onTime, ...overdue], {
    overdueBefore,
    leaseExpiresAt,
  });
  const full = onTime.length === rows || (overdue.length > 0 && overdue.length >= room.backlogRows);
  return { ...screened, waitMs: full && rows > 0 ? 0 : pollMs };
}

async function claimOverdue(
  dispatcher: Dispatcher,
  before: number,
  room: ClaimRoom,
): Promise<ClaimedDelivery[]> {
  const projects = await findOverdueProjects(dispatcher.store, before, mostProjects);
  const claimed: ClaimedDelivery[] = [];
  for (const [index, projectId] of projects.entries()) {
    // What a project leaves of its share falls to those after it.
    const share = Math.ceil((room.backlogRows - claimed.length) / (projects.length - index));
    const bytes = room.bytes - contentBytes(claimed);
    if (share > 0 && bytes > 0)
      claimed.push(...(await claim(dispatcher, 0, before, projectId, share, bytes)));
  }
  return claimed;
}

function contentBytes(claimed: readonly ClaimedDelivery[]): number {
  return claimed.reduce((sum, each) => sum + each.contentBytes, 0);
}

function claim(
  { store, holder, clock, limits, figures }: Dispatcher,
  from: number,
  before: number,
  projectId: Buffer | null,
  rows: number,
  bytes: number,
): Promise<ClaimedDelivery[]> {
  const leaseExpiresAt = clock.now() + limits.leaseMs;
  return measured(
    figures,
    "claim",
    () =>
      claimDueDeliveries(store, {
        holder,
        from,
        before,
        projectId,
        mostRows: rows,
        mostBytes: bytes,
        leaseExpiresAt,
      }),
    (claimed) => claimed.length,
  );
}
