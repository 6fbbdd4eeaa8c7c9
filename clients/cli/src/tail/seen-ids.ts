/** Remembers shown attempts for as long as later requests may return them again. */
export class SeenIds {
  readonly #startedAt = new Map<string, number>();

  /** True the first time. @param startedAtMs when the attempt began */
  isNew(id: string, startedAtMs: number): boolean {
    if (this.#startedAt.has(id)) return false;
    this.#startedAt.set(id, startedAtMs);
    return true;
  }

  /** Forgets attempts that began earlier, which are not requested any more. */
  forgetBefore(ms: number): void {
    for (const [id, startedAtMs] of this.#startedAt) if (startedAtMs < ms) this.#startedAt.delete(id);
  }

  get size(): number {
    return this.#startedAt.size;
  }
}
