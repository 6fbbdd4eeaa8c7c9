const nothing = Buffer.alloc(0);

/** The first bytes of a body. Copies them, because the buffers are reused. */
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

  /** Appends bytes up to the bound. */
  add(bytes: Buffer, from: number, to: number): void {
    const wanted = Math.min(to - from, this.#mostBytes - this.#size);
    if (wanted <= 0) return;
    // Most bodies come in one piece, so the full size is allocated only for the second. Not from Buffer's
    // pool: a few retained bytes would keep a whole pool block alive.
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
