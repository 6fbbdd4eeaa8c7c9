import type { Clock } from "../../../runtime/time/clock.ts";

/** A single timer for the earliest of several events. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #set: { readonly at: number; readonly callOff: () => void } | null = null;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Rings at the earliest of these times, replacing the times set before; null stands for no time. */
  setFor(moments: readonly (number | null)[], now: number): void {
    const at = Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY));
    if (this.#set?.at === at) return;
    this.off();
    if (at === Number.POSITIVE_INFINITY) return;
    const callOff = this.#clock.after(at - now, () => {
      this.#set = null;
      this.#ring();
    });
    this.#set = { at, callOff };
  }

  off(): void {
    this.#set?.callOff();
    this.#set = null;
  }
}
