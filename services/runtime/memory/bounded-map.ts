/**
 * A Map with a maximum size: the entry set longest ago is dropped first. For data that can be fetched or
 * computed again.
 */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #most: number;

  /** @param most maximum number of entries, 1 or more */
  constructor(most: number) {
    this.#most = most;
  }

  /** Like Map.get; reading does not renew an entry. */
  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  /** Sets an entry, also an existing one, as the newest, and drops the oldest if there are too many. */
  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#most) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  /** Like Map.delete. */
  delete(key: Key): boolean {
    return this.#entries.delete(key);
  }

  /** Number of entries. */
  get size(): number {
    return this.#entries.size;
  }
}
