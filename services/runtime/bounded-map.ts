/**
 * A Map that remembers so many things and no more: the one that was set longest ago is forgotten first. For what is
 * worth remembering and can be found out again.
 */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #most: number;

  /** @param most entries, 1 or more */
  constructor(most: number) {
    this.#most = most;
  }

  /** As of a Map; reading makes an entry no younger. */
  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  /** Sets it as the youngest, also when it was there, and forgets the oldest if there are too many. */
  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#most) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  /** As of a Map. */
  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }

  /** How many are remembered. */
  get size(): number {
    return this.#entries.size;
  }
}
