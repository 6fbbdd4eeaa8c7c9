/** Something that is due at a time. */
export interface Timed {
  readonly dueAt: number;
}

interface Slot<T> {
  readonly item: T;
  /** Breaks ties in arrival order, so that deliveries due together keep the order of the claim. */
  readonly sequence: number;
}

/**
 * Claimed deliveries in order of their due time: a binary heap, O(log n) to add and take. Has no timer and
 * reads no clock; its size is bounded by what may be claimed.
 *
 * It has no index by id. If a delivery is claimed again, both claims are in the queue; the older one does
 * not begin, since its fence is stale.
 */
export class TimerQueue<T extends Timed> {
  readonly #heap: Slot<T>[] = [];
  #sequence = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** Due time of the first one; null if the queue is empty. */
  get nextDueAt(): number | null {
    return this.#heap[0]?.item.dueAt ?? null;
  }

  add(item: T): void {
    this.#rise({ item, sequence: this.#sequence++ }, this.#heap.length);
  }

  /** The first one; null if the queue is empty. */
  get first(): T | null {
    return this.#heap[0]?.item ?? null;
  }

  /** Takes what is due at `until` or before, earliest first, at most `max`. */
  takeDue(until: number, max = Number.POSITIVE_INFINITY): T[] {
    const due: T[] = [];
    for (let first = this.#heap[0]; first !== undefined && due.length < max; first = this.#heap[0]) {
      if (first.item.dueAt > until) break;
      const last = this.#heap.pop();
      if (last !== undefined && last !== first) this.#sink(last);
      due.push(first.item);
    }
    return due;
  }

  /** Takes everything, in no particular order, for a drain. */
  takeAll(): T[] {
    return this.#heap.splice(0).map(({ item }) => item);
  }

  /** Fills the gap at `position` with the slot, moving it up as far as needed. */
  #rise(slot: Slot<T>, position: number): void {
    let gap = position;
    while (gap > 0) {
      const above = (gap - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !before(slot, parent)) break;
      this.#heap[gap] = parent;
      gap = above;
    }
    this.#heap[gap] = slot;
  }

  /** Fills the gap at the top with the slot, moving it down as far as needed. */
  #sink(slot: Slot<T>): void {
    let gap = 0;
    for (;;) {
      const left = this.#heap[2 * gap + 1];
      const right = this.#heap[2 * gap + 2];
      const isRight = right !== undefined && left !== undefined && before(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !before(child, slot)) break;
      this.#heap[gap] = child;
      gap = 2 * gap + (isRight ? 2 : 1);
    }
    this.#heap[gap] = slot;
  }
}

function before(one: Slot<Timed>, other: Slot<Timed>): boolean {
  return one.item.dueAt === other.item.dueAt
    ? one.sequence < other.sequence
    : one.item.dueAt < other.item.dueAt;
}
