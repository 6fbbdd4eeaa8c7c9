import type { Schedule } from "../../../../sdk/src/index.ts";
import type { Session } from "../../session.ts";

/** Metadata keys of imported schedules. */
export const marks = { source: "import_from", id: "import_id", digest: "import_digest" } as const;

/** Earlier imports from a source. */
export interface Existing {
  /** Active and paused schedules, ordered by id. */
  readonly open: readonly Schedule[];
  /** The newest ended schedule of each source id; its idempotency key must not be used again. */
  readonly lastEnded: ReadonlyMap<string, string>;
}

/** Finds the schedules that were imported from this source. */
export async function findExisting({ landfall, signal }: Session, source: string): Promise<Existing> {
  const open: Schedule[] = [];
  const lastEnded = new Map<string, string>();
  const listing = landfall.schedules.list({ metadata: { [marks.source]: source }, limit: 100 }, { signal });
  for await (const each of listing) {
    const id = each.metadata[marks.id] ?? "";
    if (each.state === "active" || each.state === "paused") open.unshift(each);
    else if (!lastEnded.has(id)) lastEnded.set(id, each.id);
  }
  return { open, lastEnded };
}
