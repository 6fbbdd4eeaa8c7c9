import { ServiceError } from "../../runtime/errors.ts";
import { Portions } from "../../runtime/portions.ts";
import { findPastPlans, type PlanRecord, type Store } from "../../store/for-scheduler.ts";
import { byOwnRules, type RulesOf } from "../plan/upcoming-occurrences.ts";
import { calledInstants } from "./called-instants.ts";
import { type CalledInstant, countOccurrences, type OccurrenceCount } from "./count-occurrences.ts";
import { createOccurrenceReader, type OccurrenceReader } from "./occurrence-reader.ts";

/** Bound on the instants computed and deliveries read for one ledger. */
const mostInstants = 1_000_000;
/** Bound on the past plans of a page of schedules. */
const mostPastPlans = 50_000;
const mostHolesListed = 100;

export interface Hole {
  readonly scheduleId: Buffer;
  readonly at: number;
}

/** The occurrences planned in a span of time, and their outcomes. */
export interface Ledger extends Omit<OccurrenceCount, "holesAt"> {
  readonly holes: number;
  /** The first hundred, schedule by schedule. */
  readonly holesAt: readonly Hole[];
}

export interface LedgerSpan {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * Adds up the ledger of schedules: compares the instants that their present and past plans call for in a span
 * of time with the deliveries that exist.
 *
 * @param pages the present plan of each schedule; the store is read once per page
 * @param signal aborts when nobody waits for the answer any more
 * @param spent called after each page with the number of occurrences computed and read so far
 * @throws ServiceError `invalid_parameter` when there is more than 1,000,000 to count, or more than 50,000
 * past
 *   plans on a page
 */
export async function readLedger(
  store: Store,
  pages: AsyncIterable<readonly PlanRecord[]>,
  span: LedgerSpan,
  now: number,
  signal: AbortSignal,
  rulesOf: RulesOf = byOwnRules,
  spent: (occurrences: number) => void = () => undefined,
): Promise<Ledger> {
  const ledger = new Sum(signal);
  for await (const page of pages) {
    signal.throwIfAborted();
    const present = [...page].sort((one, other) => Buffer.compare(one.scheduleId, other.scheduleId));
    const ids = present.map(({ scheduleId }) => scheduleId);
    const changed = present.filter(({ plan }) => plan > 0).map(({ scheduleId }) => scheduleId);
    const pastPlans = await findPastPlans(store, changed, span.from, mostPastPlans + 1);
    if (pastPlans.length > mostPastPlans) throw tooMuch();
    const past = Map.groupBy(pastPlans, keyOf);
    const rows = createOccurrenceReader(store, ids, { from: span.from, before: span.to }, (count) =>
      ledger.spendRows(count),
    );
    for (const plan of present) {
      // A change made since the page was read may have turned the present plan into a past one; it is counted
      // once.
      const earlier = (past.get(keyOf(plan)) ?? []).filter((each) => each.plan < plan.plan);
      const plans = [...earlier.sort((one, other) => one.plan - other.plan), plan];
      await addSchedule(ledger, plan.scheduleId, plans, rows, { ...span, now, rulesOf });
      await ledger.breathe();
    }
    spent(ledger.spent);
  }
  return ledger.total();
}

/**
 * Counts one schedule. Its plans follow one another, so their instants ascend. An instant must have its
 * delivery if it has fallen due, or if deliveries have been written that far ahead (`plannedThrough`): a
 * delivery lost there would never go out.
 */
async function addSchedule(
  ledger: Sum,
  scheduleId: Buffer,
  plans: readonly PlanRecord[],
  rows: OccurrenceReader,
  { from, to, now, rulesOf }: LedgerSpan & { readonly now: number; readonly rulesOf: RulesOf },
): Promise<void> {
  for (const plan of plans) {
    const writtenThrough = Math.max(now, plan.plannedThrough ?? now);
    for (const { instants, walked } of calledInstants(plan, from, to, rulesOf)) {
      const called = instants.map((at) => ({ plan: plan.plan, at }));
      const throughAt = instants.at(-1);
      await ledger.spendInstants(walked);
      if (throughAt === undefined) continue;
      ledger.add(scheduleId, called, await rows.take(scheduleId, throughAt), writtenThrough);
    }
  }
  ledger.add(scheduleId, [], await rows.take(scheduleId, Infinity), now);
}

/** A ledger under construction, and the work spent on it. */
class Sum {
  readonly #signal: AbortSignal;
  readonly #settled = { succeeded: 0, dead_lettered: 0, expired: 0, canceled: 0, skipped: 0 };
  readonly #holesAt: Hole[] = [];
  #planned = 0;
  #open = 0;
  #besidePlan = 0;
  #holes = 0;
  #instants = 0;
  #rows = 0;
  readonly #portions = new Portions();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(
    scheduleId: Buffer,
    called: readonly CalledInstant[],
    rows: Parameters<typeof countOccurrences>[1],
    writtenThrough: number,
  ): void {
    if (called.length === 0 && rows.length === 0) return;
    const count = countOccurrences(called, rows, writtenThrough);
    this.#planned += count.planned;
    this.#open += count.open;
    this.#besidePlan += count.besidePlan;
    this.#holes += count.holesAt.length;
    this.#settled.succeeded += count.settled.succeeded;
    this.#settled.dead_lettered += count.settled.dead_lettered;
    this.#settled.expired += count.settled.expired;
    this.#settled.canceled += count.settled.canceled;
    this.#settled.skipped += count.settled.skipped;
    for (const at of count.holesAt.slice(0, mostHolesListed - this.#holesAt.length)) {
      this.#holesAt.push({ scheduleId, at });
    }
  }

  get spent(): number {
    return this.#instants + this.#rows;
  }

  async spendInstants(count: number): Promise<void> {
    this.#instants += count;
    if (this.#instants > mostInstants) throw tooMuch();
    await this.breathe();
  }

  async breathe(): Promise<void> {
    await this.#portions.breathe();
    this.#signal.throwIfAborted();
  }

  spendRows(count: number): void {
    this.#rows += count;
    if (this.#rows > mostInstants) throw tooMuch();
    this.#signal.throwIfAborted();
  }

  total(): Ledger {
    return {
      planned: this.#planned,
      settled: this.#settled,
      open: this.#open,
      besidePlan: this.#besidePlan,
      holes: this.#holes,
      holesAt: this.#holesAt,
    };
  }
}

function keyOf({ scheduleId }: PlanRecord): string {
  return scheduleId.toString("hex");
}

function tooMuch() {
  const message = `There are more than ${mostInstants} occurrences, or too many plans; ask for a shorter range.`;
  return new ServiceError("invalid_parameter", message, "from");
}
