import type { RowDataPacket } from "mysql2/promise";
import type { Owner } from "../accounts/owner.ts";
import type { CountBounds, Counted } from "../lists/count-entries.ts";
import type { Bound, Queryable } from "../session/connect.ts";

interface PortionRow extends RowDataPacket {
  looked: number;
  met: string | null;
  last: string | null;
}

/** Each row is read for its mode and its reason: a hundred thousand take 0.4 s. */
const usualBounds: CountBounds = { mostEntries: 200_000, mostMs: 400, portion: 10_000 };

/**
 * Counts an owner's deliveries to claim in [from, before), without those that a pause holds back. Counts in
 * portions along `deliveries_to_claim_by_project`, so that no statement runs long.
 */
export async function countDue(
  store: Queryable,
  { projectId, mode }: Owner,
  from: number,
  before: number,
  { mostEntries, mostMs, portion }: CountBounds = usualBounds,
): Promise<Counted> {
  const startedAt = performance.now();
  let count = 0;
  let looked = 0;
  for (let last: Position = { claimAt: from, id: null }; ; ) {
    const [row] = await store.rows<PortionRow>(...duePortion(projectId, mode, last, before, portion));
    count += Number(row?.met ?? 0);
    looked += row?.looked ?? 0;
    if (!row?.last || row.looked < portion) return { count, isWhole: true };
    if (looked >= mostEntries || performance.now() - startedAt > mostMs) return { count, isWhole: false };
    last = {
      claimAt: Number.parseInt(row.last.slice(0, 16), 16),
      id: Buffer.from(row.last.slice(16), "hex"),
    };
  }
}

/** Start of a portion: an instant, or after an entry. */
interface Position {
  readonly claimAt: number;
  readonly id: Buffer | null;
}

/** Builds the statement of one portion; exported for the test that asserts its plan. */
export function duePortion(
  projectId: Buffer,
  mode: string,
  after: Position,
  before: number,
  portion: number,
): [sql: string, bound: Bound[]] {
  const beyond = after.id === null ? "" : " AND (claim_at > ? OR id > ?)";
  return [
    `SELECT COUNT(*) AS looked, SUM(w.mode = ? AND (w.reason IS NULL OR w.reason <> 'paused')) AS met,
       MAX(CONCAT(LPAD(HEX(w.claim_at), 16, '0'), HEX(w.id))) AS last
     FROM (SELECT claim_at, id, mode, reason FROM deliveries FORCE INDEX (deliveries_to_claim_by_project)
       WHERE project_id = ? AND claim_at >= ? AND claim_at < ?${beyond} ORDER BY claim_at, id LIMIT ${portion}) w`,
    [mode, projectId, after.claimAt, before, ...(after.id === null ? [] : [after.claimAt, after.id])],
  ];
}
