/** Something that waits, and how large it is. */
export interface Queued {
  readonly bytes: number;
}

interface Project<Entry> {
  readonly waiting: Entry[];
  /** Where the first one is that was not taken. */
  next: number;
  bytes: number;
}

/** What was taken is dropped from memory in pieces. */
const dropAt = 1_000;

/** A queue in which projects take turns, one entry each, and the entries of a project stay in order. */
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

  /** Takes up to so many entries and bytes, and one in any case if there is one. */
  take(mostEntries: number, mostBytes: number): Entry[] {
    const taken: Entry[] = [];
    let bytes = 0;
    for (const [project, own] of this.#projects) {
      const entry = own.waiting[own.next];
      if (taken.length === mostEntries || (taken.length > 0 && bytes + (entry?.bytes ?? 0) > mostBytes))
        break;
      // Put at the end again, so that the loop goes round and round.
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
