import type { Schedule } from "../../../../sdk/src/index.ts";
import type { Session } from "../../session.ts";

/** Metadata that tells what was imported from where. */
export const marks = { source: "import_from", id: "import_id", digest: "import_digest" } as const;

/** Holds what was imported from a source before. */
export interface Existing {
  /** Active or paused, in the order of their ids. */
  readonly open: readonly Schedule[];
  /** The newest one of each id that ended: a key that was used for it must not be used again. */
  readonly lastEnded: ReadonlyMap<string, string>;
}

/** Looks up what was imported from this source before. */
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
