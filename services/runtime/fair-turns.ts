/** Limits on a shared resource; each is 1 or more. */
export interface TurnLimits {
  /** Concurrent turns in total. */
  readonly total: number;
  /** Concurrent turns of one asker. */
  readonly perAsker: number;
  /** Waiting requests of one asker; beyond it a turn is refused at once. */
  readonly mostWaiting: number;
}

/** Too many requests of one asker are waiting already. */
export class TooManyWaiting extends Error {
  override readonly name = "TooManyWaiting";
}

interface Asker {
  taken: number;
  readonly waiting: (() => void)[];
}

/**
 * Shares a limited number of concurrent turns between askers. Each asker has its own limit, and free turns
 * go round the waiting askers, one each. An asker that holds its turns for long, or asks a thousand times,
 * delays only itself, as long as `total` is a few times `perAsker`.
 *
 * A turn is held while asynchronous work runs, and given back. The two other mechanisms that serve in turn take from
 * queues at once, many entries in one call: `dispatcher/dispatch/lanes/turns`, in growing portions, and
 * `gateway/clients/project-queue`, one entry of each project up to a batch's size in bytes.
 */
export class FairTurns {
  readonly #limits: TurnLimits;
  readonly #askers = new Map<string, Asker>();
  /** Waiting askers below their own limit, in the order of their next turn. */
  readonly #next = new Set<string>();
  #taken = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * Waits for a turn; returns a function that gives it back. Calling that twice does nothing.
   *
   * @throws TooManyWaiting at once if `mostWaiting` requests of this asker are waiting already
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

  /** Runs `work` in a turn. @throws TooManyWaiting as `take` does, and what `work` throws */
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
