/** A queued entry and its size. */
export interface Queued {
  readonly bytes: number;
}

interface Project<Entry> {
  readonly waiting: Entry[];
  /** Index of the first entry that was not taken. */
  next: number;
  bytes: number;
}

/** Taken entries are removed from the array in chunks of this size. */
const dropAt = 1_000;

/**
 * A queue in which projects take turns, one entry each; each project's entries stay in order.
 *
 * It holds the entries and their sizes, and fills a batch up to a number of entries and bytes. That is why neither
 * `runtime/fair-turns` (concurrent work, given back when it ends) nor the dispatcher's `Turns` (members with queues of
 * their own, no sizes) serves here.
 */
export class ProjectQueue<Entry extends Queued> {
  /** The project whose turn is next comes first. */
  readonly #projects = new Map<string, Project<Entry>>();
  count = 0;
  bytes = 0;

  bytesOf(project: string): number {
    return this.#projects.get(project)?.bytes ?? 0;
  }

  add(project: string, entry: Entry): void {
    const own = this.#projects.get(project) ?? { waiting: [], next: 0, bytes: 0 };
    this.#projects.set(project, own);
    own.waiting.push(entry);
    own.bytes += entry.bytes;
    this.count++;
    this.bytes += entry.bytes;
  }

  /** Takes up to `mostEntries` and `mostBytes`, but always at least one if there is any. */
  take(mostEntries: number, mostBytes: number): Entry[] {
    const taken: Entry[] = [];
    let bytes = 0;
    for (const [project, own] of this.#projects) {
      const entry = own.waiting[own.next];
      if (taken.length === mostEntries || (taken.length > 0 && bytes + (entry?.bytes ?? 0) > mostBytes))
        break;
      // Moved to the end, so that the loop cycles through the projects.
      this.#projects.delete(project);
      if (entry === undefined) continue;
      own.bytes -= entry.bytes;
      bytes += entry.bytes;
      taken.push(entry);
      own.next++;
      if (own.next === dropAt) {
        own.waiting.splice(0, dropAt);
        own.next = 0;
      }
      if (own.next < own.waiting.length) this.#projects.set(project, own);
    }
    this.count -= taken.length;
    this.bytes -= bytes;
    return taken;
  }
}
