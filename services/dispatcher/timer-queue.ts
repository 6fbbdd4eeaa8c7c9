/** Something that waits for its moment. */
export interface Timed {
  readonly id: string;
  readonly dueAt: number;
  /** What it holds in memory, roughly; counts against the queue's bound. */
  readonly heldBytes: number;
}

export interface TimerQueueLimits {
  readonly maxRows: number;
  readonly maxBytes: number;
}

interface Slot<T> {
  readonly item: T;
  /** Breaks ties in the order of arrival, so that equal moments keep the order of the claim. */
  readonly sequence: number;
  position: number;
}

/**
 * Claimed deliveries in order of their due time: a binary heap with an index by id. Adding, taking
 * and removing cost O(log n). Bounded in rows and bytes, so that a backlog of millions costs a
 * dispatcher no more memory than a quiet day. Holds no timer and reads no clock.
 */
export class TimerQueue<T extends Timed> {
  readonly #limits: TimerQueueLimits;
  readonly #heap: Slot<T>[] = [];
  readonly #byId = new Map<string, Slot<T>>();
  #heldBytes = 0;
  #sequence = 0;

  constructor(limits: TimerQueueLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#heap.length;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** How many more rows a claim may bring; 0 when either bound is reached. Bytes are known only after it. */
  get roomRows(): number {
    return this.#heldBytes >= this.#limits.maxBytes ? 0 : Math.max(this.#limits.maxRows - this.size, 0);
  }

  /** When the first one is due; null when nothing waits. */
  get nextDueAt(): number | null {
    return this.#heap[0]?.item.dueAt ?? null;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /**
   * Puts one in; an id that waits already is replaced. False, and nothing changed, when it would
   * pass a bound. Into an empty queue anything goes: one huge body must not wait for ever.
   */
  add(item: T): boolean {
    const replaced = this.#byId.get(item.id);
    const rows = this.size - (replaced === undefined ? 0 : 1);
    const bytes = this.#heldBytes - (replaced?.item.heldBytes ?? 0) + item.heldBytes;
    if (rows > 0 && (rows >= this.#limits.maxRows || bytes > this.#limits.maxBytes)) return false;
    if (replaced !== undefined) this.#detach(replaced);
    const slot: Slot<T> = { item, sequence: this.#sequence++, position: this.#heap.length };
    this.#heap.push(slot);
    this.#byId.set(item.id, slot);
    this.#heldBytes += item.heldBytes;
    this.#rise(slot);
    return true;
  }

  /** Takes one out, due or not; null when it does not wait here. */
  remove(id: string): T | null {
    const slot = this.#byId.get(id);
    if (slot === undefined) return null;
    this.#detach(slot);
    return slot.item;
  }

  /** Takes what is due at `until` or before, earliest first, at most `max`. */
  takeDue(until: number, max: number): T[] {
    const due: T[] = [];
    for (let first = this.#heap[0]; first !== undefined && due.length < max; first = this.#heap[0]) {
      if (first.item.dueAt > until) break;
      this.#detach(first);
      due.push(first.item);
    }
    return due;
  }

  /** Takes everything out, in no order: a drain gives it back to the store. */
  takeAll(): T[] {
    const all = this.#heap.map((slot) => slot.item);
    this.#heap.length = 0;
    this.#byId.clear();
    this.#heldBytes = 0;
    return all;
  }

  #detach(slot: Slot<T>): void {
    this.#byId.delete(slot.item.id);
    this.#heldBytes -= slot.item.heldBytes;
    const last = this.#heap.pop();
    if (last === undefined || last === slot) return;
    this.#place(last, slot.position);
    this.#rise(last);
    this.#sink(last);
  }

  #rise(slot: Slot<T>): void {
    while (slot.position > 0) {
      const parent = this.#heap[(slot.position - 1) >> 1];
      if (parent === undefined || !before(slot, parent)) return;
      this.#swap(slot, parent);
    }
  }

  #sink(slot: Slot<T>): void {
    for (;;) {
      const left = this.#heap[2 * slot.position + 1];
      const right = this.#heap[2 * slot.position + 2];
      const child = right !== undefined && left !== undefined && before(right, left) ? right : left;
      if (child === undefined || !before(child, slot)) return;
      this.#swap(child, slot);
    }
  }

  #swap(one: Slot<T>, other: Slot<T>): void {
    const position = one.position;
    this.#place(one, other.position);
    this.#place(other, position);
  }

  #place(slot: Slot<T>, position: number): void {
    this.#heap[position] = slot;
    slot.position = position;
  }
}

function before(one: Slot<Timed>, other: Slot<Timed>): boolean {
  return one.item.dueAt === other.item.dueAt
    ? one.sequence < other.sequence
    : one.item.dueAt < other.item.dueAt;
}
