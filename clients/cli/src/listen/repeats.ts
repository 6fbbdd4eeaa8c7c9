/** Remembers this many keys. */
const most = 10_000;

/** Relation of a request to earlier ones with the same idempotency key. */
export type Repeat =
  /** There is no earlier one. */
  | "first"
  /** Another attempt of an earlier one, or a replay. */
  | "retry"
  /** The same attempt once more. */
  | "duplicate";

/** Recognizes repeated deliveries by their idempotency key. */
export class Repeats {
  readonly #seen = new Map<string, Set<string>>();

  /** Remembers a request, and returns its relation to earlier ones. A request without a key is always `first`. */
  note(key: string | undefined, delivery: string | undefined, attempt: string | undefined): Repeat {
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
