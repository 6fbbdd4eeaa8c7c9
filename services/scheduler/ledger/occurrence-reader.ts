import {
  listOccurrences,
  listOccurrencesAfter,
  type OccurrenceRecord,
  type OccurrenceSpan,
  type Store,
} from "../../store/for-scheduler.ts";

/** Rows read by one statement. */
const mostRows = 5_000;

/** Reads the deliveries of several schedules in a span of time, in chunks as they are taken. */
export interface OccurrenceReader {
  /**
   * Takes the remaining deliveries of one schedule up to an instant, inclusive. Take schedules in the order
   * of their ids, each to its end before the next.
   */
  take(scheduleId: Buffer, throughAt: number): Promise<OccurrenceRecord[]>;
}

/**
 * Makes a reader. @param scheduleIds ascending
 * @param spend called with the number of rows of each statement; an error that it throws ends the reading
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

  /** Reads the rest of the schedule in which a chunk ended, then the schedules that follow. */
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
