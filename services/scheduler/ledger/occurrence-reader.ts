import {
  listOccurrences,
  listOccurrencesAfter,
  type OccurrenceRecord,
  type OccurrenceSpan,
  type Store,
} from "../../store/for-scheduler.ts";

/** Rows of one statement. */
const mostRows = 5_000;

/** The deliveries of some schedules in a span of time, read in chunks as they are taken. */
export interface OccurrenceReader {
  /**
   * Those of one schedule that were not taken yet, up to an instant, inclusive. Schedules are taken in the order
   * of their ids, each to its end before the next.
   */
  take(scheduleId: Buffer, throughAt: number): Promise<OccurrenceRecord[]>;
}

/**
 * @param scheduleIds ascending
 * @param spend told how many rows a statement found; what it throws ends the reading
 */
export function createOccurrenceReader(
  store: Store,
  scheduleIds: readonly Buffer[],
  span: OccurrenceSpan,
  spend: (rows: number) => void,
): OccurrenceReader {
  let buffer: OccurrenceRecord[] = [];
  let next = 0;
  let refill: (() => Promise<OccurrenceRecord[]>) | null = () => readSchedules(scheduleIds);

  async function readSchedules(ids: readonly Buffer[]): Promise<OccurrenceRecord[]> {
    const rows = await listOccurrences(store, ids, span, mostRows);
    const last = rows.at(-1);
    refill = last && rows.length === mostRows ? () => readOn(last, ids) : null;
    return rows;
  }

  /** The rest of the schedule that a chunk ended in, and after it the schedules that follow. */
  async function readOn(last: OccurrenceRecord, ids: readonly Buffer[]): Promise<OccurrenceRecord[]> {
    const rows = await listOccurrencesAfter(store, last, span.before, mostRows);
    const later = ids.filter((id) => Buffer.compare(id, last.scheduleId) > 0);
    const newLast = rows.at(-1);
    if (newLast && rows.length === mostRows) refill = () => readOn(newLast, ids);
    else refill = later.length > 0 ? () => readSchedules(later) : null;
    return rows;
  }

  return {
    async take(scheduleId, throughAt) {
      const taken: OccurrenceRecord[] = [];
      for (;;) {
        const head = buffer[next];
        if (head) {
          if (!head.scheduleId.equals(scheduleId) || head.scheduledFor > throughAt) return taken;
          taken.push(head);
          next++;
        } else {
          if (refill === null) return taken;
          buffer = await refill();
          next = 0;
          spend(buffer.length);
        }
      }
    },
  };
}
