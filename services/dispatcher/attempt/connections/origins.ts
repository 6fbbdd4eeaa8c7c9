import type { Clock } from "../../../runtime/time/clock.ts";
import type { Origin } from "./origin.ts";
import type { Target } from "./targets.ts";

export interface OriginsLimits {
  readonly maxOrigins: number;
  readonly idleOriginMs: number;
  /** Interval of the search for idle connections. */
  readonly keepAliveMs: number;
}

/**
 * Origins that have connections, per connection name, least recently used first. Idle ones are closed after
 * `idleOriginMs`, or sooner to make room for a new one.
 */
export class Origins {
  readonly #clock: Clock;
  readonly #limits: OriginsLimits;
  readonly #create: (url: URL, asker: string | undefined) => Origin;
  readonly #byName = new Map<string, Origin>();
  /** The most recently used origin. */
  #newest: { readonly target: Target; readonly connections: string; readonly origin: Origin } | null = null;
  #callOffSweep: (() => void) | null = null;

  constructor(clock: Clock, limits: OriginsLimits, create: (url: URL, asker: string | undefined) => Origin) {
    this.#clock = clock;
    this.#limits = limits;
    this.#create = create;
  }

  /** Number of origins, busy and idle. */
  get size(): number {
    return this.#byName.size;
  }

  /**
   * Origins with requests, by connection name and origin (`name https://host:port`, as `URL.origin` writes
   * it).
   */
  busy(): readonly (readonly [name: string, origin: Origin])[] {
    return [...this.#byName].filter(([, origin]) => !origin.idle);
  }

  /** Gets or creates the origin of a target for this connection name, and marks it as most recently used. */
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

  /** Closes all origins at once, busy ones too. */
  destroy(): void {
    this.#callOffSweep?.();
    const all = [...this.#byName.values()];
    this.#byName.clear();
    this.#newest = null;
    for (const origin of all) origin.destroy();
  }

  /** Busy origins are kept even beyond the bound; the number of requests in flight bounds them. */
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
