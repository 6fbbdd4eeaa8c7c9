import type { Clock } from "../../runtime/clock.ts";
import type { Origin } from "./origin.ts";
import type { Target } from "./targets.ts";

export interface OriginsLimits {
  readonly maxOrigins: number;
  readonly idleOriginMs: number;
  /** How often unused connections are looked for. */
  readonly keepAliveMs: number;
}

/**
 * The origins that have connections, each with those of one name, least recently used first. Idle ones are closed after
 * `idleOriginMs`, and sooner when a new one needs the room.
 */
export class Origins {
  readonly #clock: Clock;
  readonly #limits: OriginsLimits;
  readonly #create: (url: URL, asker: string | undefined) => Origin;
  readonly #byName = new Map<string, Origin>();
  /** The last of them. */
  #newest: { readonly target: Target; readonly connections: string; readonly origin: Origin } | null = null;
  #callOffSweep: (() => void) | null = null;

  constructor(clock: Clock, limits: OriginsLimits, create: (url: URL, asker: string | undefined) => Origin) {
    this.#clock = clock;
    this.#limits = limits;
    this.#create = create;
  }

  /** How many there are, busy and idle. */
  get size(): number {
    return this.#byName.size;
  }

  /** Those that have requests, by connections and name (`name https://host:port`, as `URL.origin` writes it). */
  busy(): readonly (readonly [name: string, origin: Origin])[] {
    return [...this.#byName].filter(([, origin]) => !origin.idle);
  }

  /** Of a destination, the origin with these connections; made when it is new, from now on the most recently used. */
  of(target: Target, connections: string, asker?: string): Origin {
    const newest = this.#newest;
    if (newest?.target === target && newest.connections === connections) return newest.origin;
    const name = connections === "" ? target.origin : `${connections} ${target.origin}`;
    const known = this.#byName.get(name);
    if (known === undefined) this.#makeRoom();
    else this.#byName.delete(name);
    const origin = known ?? this.#create(target.url, asker);
    this.#byName.set(name, origin);
    this.#newest = { target, connections, origin };
    this.#callOffSweep ??= this.#sweepLater();
    return origin;
  }

  /** Ends all of them, whatever they are busy with. */
  destroy(): void {
    this.#callOffSweep?.();
    const all = [...this.#byName.values()];
    this.#byName.clear();
    this.#newest = null;
    for (const origin of all) origin.destroy();
  }

  /** Busy origins stay even past the bound: their number is bounded by the requests in flight. */
  #makeRoom(): void {
    if (this.size < this.#limits.maxOrigins) return;
    for (const [name, origin] of this.#byName) {
      if (!origin.idle) continue;
      this.#close(name, origin);
      return;
    }
  }

  #sweepLater(): () => void {
    const { idleOriginMs, keepAliveMs } = this.#limits;
    return this.#clock.after(Math.min(keepAliveMs, idleOriginMs), () => {
      const now = this.#clock.now();
      for (const [name, origin] of this.#byName) {
        if (origin.idle && origin.idleSince <= now - idleOriginMs) this.#close(name, origin);
        else origin.closeIdle(now);
      }
      this.#callOffSweep = this.size > 0 ? this.#sweepLater() : null;
    });
  }

  #close(name: string, origin: Origin): void {
    this.#byName.delete(name);
    if (this.#newest?.origin === origin) this.#newest = null;
    origin.destroy();
  }
}
