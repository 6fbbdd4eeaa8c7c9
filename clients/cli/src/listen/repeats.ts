/** Remembers this many keys. */
const most = 10_000;

/** Knows which deliveries came before, by their idempotency key. */
export class Repeats {
  readonly #seen = new Map<string, Set<string>>();

  /**
   * Tells what a request is: the `first` of its key, a `retry` (another attempt of it, or a replay), or a `duplicate`:
   * the same attempt once more.
   */
  note(
    key: string | undefined,
    delivery: string | undefined,
    attempt: string | undefined,
  ): "first" | "retry" | "duplicate" {
    if (key === undefined) return "first";
    const mark = `${delivery ?? ""} ${attempt ?? ""}`;
    const marks = this.#seen.get(key);
    if (marks === undefined) {
      this.#seen.set(key, new Set([mark]));
      const [oldest] = this.#seen.keys();
      if (this.#seen.size > most && oldest !== undefined) this.#seen.delete(oldest);
      return "first";
    }
    if (marks.has(mark)) return "duplicate";
    marks.add(mark);
    return "retry";
  }
}
