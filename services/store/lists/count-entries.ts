import type { RowDataPacket } from "mysql2/promise";
import type { Queryable } from "../session/connect.ts";
import { allOf, type Condition } from "./newest-first.ts";

/** The entries of one index that are to be counted. */
export interface Entries {
  /** One table, with the index named. */
  readonly from: string;
  readonly idColumn: string;
  /** Equality on all columns that come before the id in that index, one condition for each value. */
  readonly branches: readonly Condition[];
  /** Bounds on the id. */
  readonly bounds: readonly Condition[];
}

/** Bounds on the work of one count; measured: README.md, "Lists". */
export interface CountBounds {
  /** Approximate bound on the entries looked at. */
  readonly mostEntries: number;
  readonly mostMs: number;
  /** Entries of each branch that one statement looks at. */
  readonly portion: number;
}

const usualBounds: CountBounds = { mostEntries: 2_000_000, mostMs: 3_000, portion: 20_000 };

/** A branch that is still being counted, and the id up to which it has been. */
interface OpenBranch {
  readonly branch: Condition;
  readonly after: Buffer | null;
}

interface PortionRow extends RowDataPacket {
  branch: number;
  entries: number;
  last: Buffer | null;
}

/** A count, and whether it is complete; if not, it is a lower bound. */
export interface Counted {
  readonly count: number;
  readonly isWhole: boolean;
}

/** As `countUpTo`, but null when the count is incomplete. */
export async function countEntries(
  store: Queryable,
  counted: Entries,
  bounds: CountBounds = usualBounds,
): Promise<number | null> {
  const { count, isWhole } = await countUpTo(store, counted, bounds);
  return isWhole ? count : null;
}

/**
 * Counts the entries of all branches, in portions along the index, so that no statement runs long and none is
 * running after this has returned. Reads each branch in the order of its ids, and only the index as long as
 * branches and bounds name nothing but its columns.
 */
export async function countUpTo(
  store: Queryable,
  counted: Entries,
  { mostEntries, mostMs, portion }: CountBounds,
): Promise<Counted> {
  const startedAt = performance.now();
  let total = 0;
  let open: OpenBranch[] = counted.branches.map((branch) => ({ branch, after: null }));
  for (;;) {
    const { sql, bound } = portions(counted, open, portion);
    const rows = await store.rows<PortionRow>(sql, bound);
    for (const { entries } of rows) total += entries;
    const full = rows.filter(({ entries }) => entries === portion);
    open = full.flatMap(({ branch: index, last }) => {
      const each = open[index];
      return each ? [{ ...each, after: last }] : [];
    });
    if (open.length === 0) return { count: total, isWhole: true };
    if (total > mostEntries || performance.now() - startedAt > mostMs)
      return { count: total, isWhole: false };
  }
}

/** Builds the next portion of each branch. The LIMIT makes the server read the index in order. */
function portions(
  { from, idColumn, bounds }: Entries,
  open: readonly OpenBranch[],
  portion: number,
): Condition {
  const counts = open.map(({ branch, after }, index) => {
    const further: Condition[] = after ? [{ sql: `${idColumn} > ?`, bound: [after] }] : [];
    const { sql, bound } = allOf([branch, ...bounds, ...further]);
    return {
      sql: `SELECT ${index} AS branch, COUNT(*) AS entries, MAX(e.id) AS last FROM (
        SELECT ${idColumn} AS id FROM ${from} WHERE ${sql} ORDER BY ${idColumn} LIMIT ${portion}) e`,
      bound,
    };
  });
  return {
    sql: counts.map(({ sql }) => sql).join(" UNION ALL "),
    bound: counts.flatMap(({ bound }) => bound),
  };
}
