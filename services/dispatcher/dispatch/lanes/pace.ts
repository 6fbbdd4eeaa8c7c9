const windowMs = 1_000;

/** A lane's pace: the number of attempts that ended within the last second. */
export class Pace {
  static readonly windowMs = windowMs;
  readonly #finished: number[] = [];

  note(now: number): void {
    this.#finished.push(now);
  }

  /** Number of attempts that ended within the second before `now`. */
  at(now: number): number {
    const first = this.#finished.findIndex((at) => at >= now - windowMs);
    this.#finished.splice(0, first === -1 ? this.#finished.length : first);
    return this.#finished.length;
  }
}
