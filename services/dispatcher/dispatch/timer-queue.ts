/** Something that waits for its moment. */
export interface Timed {
  readonly dueAt: number;
}

interface Slot<T> {
  readonly item: T;
  /** Breaks ties in the order of arrival, so that equal moments keep the order of the claim. */
  readonly sequence: number;
}

/**
 * Claimed deliveries in order of their due time: a binary heap, so that adding and taking cost O(log n). Holds no timer
 * and reads no clock; what is claimed bounds it.
 *
 * Has no index by id: of a delivery that was claimed again meanwhile both claims stand here, and the older one is not
 * begun, since its fence is stale.
 */
export class TimerQueue<T extends Timed> {
  readonly #heap: Slot<T>[] = [];
  #sequence = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the first one is due; null when nothing waits. */
  get nextDueAt(): number | null {
    return this.#heap[0]?.item.dueAt ?? null;
  }

  add(item: T): void {
    this.#rise({ item, sequence: this.#sequence++ }, this.#heap.length);
  }

  /** The first one; null when nothing waits. */
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

  /** Takes everything out, in no order: a drain gives it back to the store. */
  takeAll(): T[] {
    return this.#heap.splice(0).map(({ item }) => item);
  }

  /** Puts a slot where a gap is at `position`, or nearer to the top. */
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

  /** Puts a slot where a gap is at the top, or further down. */
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
