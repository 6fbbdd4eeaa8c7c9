import { finality } from "../../rules/finality.ts";
import { BoundedMap } from "../../runtime/memory/bounded-map.ts";
import { type KeyRing, SealingError } from "../../runtime/sealing.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import {
  loadSigningSecrets,
  type SigningSecretRecord,
  type Store,
  signingSecretSealContext,
} from "../../store/for-dispatcher.ts";

/** Past it those read longest ago go; what is about to be sent has just been read. */
const mostProjects = 10_000;

interface Entry {
  /** Null if no key decrypts them. */
  readonly secrets: readonly string[] | null;
  /** When the read began; monotonic. */
  readonly readAt: number;
}

/** Signing secrets of projects, read ahead of the attempts that need them. */
export class Secrets {
  readonly #store: Store;
  readonly #keys: KeyRing;
  readonly #clock: Clock;
  readonly #entries = new BoundedMap<string, Entry>(mostProjects);

  constructor(store: Store, keys: KeyRing, clock: Clock) {
    this.#store = store;
    this.#keys = keys;
    this.#clock = clock;
  }

  /**
   * Reads the secrets of these projects that are not fresh, in one statement. A change of secrets waits
   * until cached ones are no longer fresh.
   */
  async prepare(projectIds: readonly Buffer[]): Promise<void> {
    const readAt = this.#clock.monotonic();
    const stale = new Map<string, Buffer>();
    for (const id of projectIds) {
      const key = id.toString("hex");
      const entry = this.#entries.get(key);
      if (!entry || readAt - entry.readAt > finality.secretsFreshMs) stale.set(key, id);
    }
    if (stale.size === 0) return;
    const records = await loadSigningSecrets(this.#store, [...stale.values()], this.#clock.now());
    const found = Map.groupBy(records, ({ projectId }) => projectId.toString("hex"));
    for (const key of stale.keys()) {
      // Of two concurrent reads, the one that began first may finish last.
      if ((this.#entries.get(key)?.readAt ?? readAt) > readAt) continue;
      this.#entries.set(key, { secrets: this.#open(found.get(key) ?? []), readAt });
    }
  }

  /** Newest first: during a rotation the current secret, then those still valid beside it. */
  #open(records: readonly SigningSecretRecord[]): readonly string[] | null {
    const live = records.filter(({ role }) => role !== "next");
    const ordered = live.toSorted(
      (one, other) => Number(one.role !== "current") - Number(other.role !== "current"),
    );
    try {
      return ordered.map(({ id, sealedSecret }) =>
        this.#keys.open(sealedSecret, signingSecretSealContext(id)).toString(),
      );
    } catch (error) {
      if (error instanceof SealingError) return null;
      throw error;
    }
  }

  /**
   * Signing secrets of a project, newest first; empty if it has none. Null if no key decrypts them, or they
   * were not prepared.
   */
  of(projectId: Buffer): readonly string[] | null {
    return this.#entries.get(projectId.toString("hex"))?.secrets ?? null;
  }
}
