/** Bounds on what many share; each is 1 or more. */
export interface TurnLimits {
  /** Turns taken at once, by everybody together. */
  readonly total: number;
  /** Of them, by one asker. */
  readonly perAsker: number;
  /** How many may wait of one asker; past it a turn is refused at once. */
  readonly mostWaiting: number;
}

/** More of one asker waits already than may. */
export class TooManyWaiting extends Error {
  override readonly name = "TooManyWaiting";
}

interface Asker {
  taken: number;
  readonly waiting: (() => void)[];
}

/**
 * Turns at something that not all may have at once, shared between those who ask: each has a bound of its own, and what
 * is free goes round those who wait, one turn each. So whoever holds its turns for long, or asks a thousand times, keeps
 * only itself waiting, as long as `total` is a few times `perAsker`.
 */
export class FairTurns {
  readonly #limits: TurnLimits;
  readonly #askers = new Map<string, Asker>();
  /** Askers who wait and are below their own bound, the one whose turn is next first. */
  readonly #next = new Set<string>();
  #taken = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * Waits for a turn, and answers the function that gives it back; calling that twice does nothing.
   *
   * @throws TooManyWaiting at once, when `mostWaiting` of this asker wait already
   */
  async take(asker: string): Promise<() => void> {
    const known = this.#askers.get(asker) ?? { taken: 0, waiting: [] };
    this.#askers.set(asker, known);
    if (
      known.taken < this.#limits.perAsker &&
      this.#taken < this.#limits.total &&
      known.waiting.length === 0
    ) {
      known.taken++;
      this.#taken++;
      return this.#giveBack(asker, known);
    }
    if (known.waiting.length >= this.#limits.mostWaiting) throw new TooManyWaiting();
    await new Promise<void>((resolve) => {
      known.waiting.push(resolve);
      if (known.taken < this.#limits.perAsker) this.#next.add(asker);
    });
    return this.#giveBack(asker, known);
  }

  /** Does something in a turn. @throws TooManyWaiting as `take` does, and what `work` throws */
  async run<T>(asker: string, work: () => Promise<T>): Promise<T> {
    const giveBack = await this.take(asker);
    try {
      return await work();
    } finally {
      giveBack();
    }
  }

  #giveBack(asker: string, known: Asker): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      known.taken--;
      this.#taken--;
      if (known.waiting.length > 0) this.#next.add(asker);
      else if (known.taken === 0) this.#askers.delete(asker);
      this.#passOn();
    };
  }

  #passOn(): void {
    for (const asker of this.#next) {
      if (this.#taken >= this.#limits.total) return;
      this.#next.delete(asker);
      const known = this.#askers.get(asker);
      const turn = known?.waiting.shift();
      if (known === undefined || turn === undefined) continue;
      known.taken++;
      this.#taken++;
      if (known.waiting.length > 0 && known.taken < this.#limits.perAsker) this.#next.add(asker);
      turn();
    }
  }
}
