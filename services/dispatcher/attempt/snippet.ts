const nothing = Buffer.alloc(0);

/** The first bytes of a body, copied, since they are only lent. */
export class Snippet {
  readonly #mostBytes: number;
  #kept: Buffer = nothing;
  #size = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): Buffer {
    return this.#kept.subarray(0, this.#size);
  }

  /** Adds what there is room for. */
  add(bytes: Buffer, from: number, to: number): void {
    const wanted = Math.min(to - from, this.#mostBytes - this.#size);
    if (wanted <= 0) return;
    // Most bodies come in one piece, so the room for more is made for the second. Not from the pool, of which a few
    // bytes that are kept would hold a whole block.
    const room = this.#size === 0 ? wanted : this.#mostBytes;
    if (this.#kept.length < this.#size + wanted) {
      const larger = Buffer.allocUnsafeSlow(room);
      larger.set(this.#kept);
      this.#kept = larger;
    }
    this.#kept.set(bytes.subarray(from, from + wanted), this.#size);
    this.#size += wanted;
  }
}
