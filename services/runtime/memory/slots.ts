/**
 * An unordered collection of objects that come and go with each request or delivery. Replaces a Set, or
 * together with a Map from ids to places, a Map of large objects.
 *
 * V8's Set and Map allocate a new table when the old one is full of deleted entries, and the old table
 * points to the new one. Once such a table is in the old generation, it keeps all later tables and their
 * entries alive until the next major collection. Every request was copied twice and kept for seconds, and a
 * minor collection took 15 ms instead of 1.5. (OrderedHashTable::Rehash in V8's source.)
 *
 * Remove this once `npm run bench -- create burst` is as fast with a Set.
 */
export class Slots<T extends object> {
  readonly #slots: (T | null)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#slots.length - this.#free.length;
  }

  /** Adds an object; returns its place, by which it is found and removed. */
  add(thing: T): number {
    const place = this.#free.pop() ?? this.#slots.length;
    this.#slots[place] = thing;
    return place;
  }

  /** The object at this place; null if the place is free. */
  at(place: number): T | null {
    return this.#slots[place] ?? null;
  }

  /** Frees a place. Each place must be freed once only. */
  remove(place: number): void {
    this.#slots[place] = null;
    this.#free.push(place);
  }

  /** All objects. One that is removed during the iteration is left out. */
  *[Symbol.iterator](): IterableIterator<T> {
    for (const thing of this.#slots) if (thing !== null) yield thing;
  }
}
