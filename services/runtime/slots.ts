/**
 * Things that come and go, in no order. For what comes and goes with each request or delivery and is a large object,
 * in place of a Set, and with a Map from ids to places in place of a Map.
 *
 * V8's Set and Map make a new table whenever the old one has filled up with what was deleted, and the old one points to
 * it. Once one of these tables has lived long enough to be left to the slow garbage collector, it keeps all that follow
 * alive, each with what stood in it, until that runs: every request was copied twice and then kept for seconds, and to
 * collect what is young took 15 ms in place of 1.5. (OrderedHashTable::Rehash in V8's source.)
 *
 * It can go when `npm run bench -- create burst` is as quick with a Set in its place.
 */
export class Slots<T extends object> {
  readonly #slots: (T | null)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#slots.length - this.#free.length;
  }

  /** Keeps it; answers its place, by which it is found and removed. */
  add(thing: T): number {
    const place = this.#free.pop() ?? this.#slots.length;
    this.#slots[place] = thing;
    return place;
  }

  /** What has this place; null when it is free. */
  at(place: number): T | null {
    return this.#slots[place] ?? null;
  }

  /** Frees a place; whoever has one gives it back once. */
  remove(place: number): void {
    this.#slots[place] = null;
    this.#free.push(place);
  }

  /** All of them. One that is removed meanwhile is left out. */
  *[Symbol.iterator](): IterableIterator<T> {
    for (const thing of this.#slots) if (thing !== null) yield thing;
  }
}
