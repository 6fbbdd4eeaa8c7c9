import type { BenchRun } from "../bench-run.ts";
import type { Api } from "../landfall/api.ts";
import type { Landfall } from "../landfall/start-landfall.ts";
import type { StoreConnection } from "../landfall/store-connection.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Times } from "./times.ts";

/** A project of its own with a key of live mode. */
export interface Tenant {
  readonly key: string;
  readonly api: Api;
  /** The SQL condition on `deliveries d` that its deliveries meet. */
  readonly condition: string;
}

/** A Landfall with two projects. */
export interface Setting {
  readonly run: BenchRun;
  readonly receiver: Receiver;
  readonly landfall: Landfall;
  readonly store: StoreConnection;
  readonly victim: Tenant;
  readonly attacker: Tenant;
  /** Disposes of `part` when all is over. */
  use<Part extends AsyncDisposable>(part: Part): Part;
}

/** The same, once it is known when what happens. */
export interface Scene extends Setting {
  readonly times: Times;
}

/** Whose deliveries are judged, and where they go. */
export interface Victim {
  readonly destination: (index: number) => string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly condition: string;
}

/** An attack that is under way or will begin by itself at its time. */
export interface ReadyAttack {
  /** Null: the other project, with deliveries to the receiver's address. */
  readonly victim: Victim | null;
  /** Says in a few words what the attacker achieved; called at the end. */
  did(): Promise<string>;
}

/** One thing that a tenant does to its neighbours. */
export interface Attack {
  /** Time limit of `prepare`. */
  readonly prepareMs: number;
  /** Time that the attack runs before the deliveries that count as "during" are due; from then on none may fail. */
  readonly leadMs: number;
  /** True if the victim's creates and `/healthz` are measured as well. */
  readonly onApi: boolean;
  /** True if Landfall's name server is one of ours, some of whose names are silent. */
  readonly ownNames: boolean;
  /** True if the attacker's own deliveries must succeed with their first attempt, too. */
  readonly ownOnTrial: boolean;
  /** Makes what takes long and does not depend on the time; null: nothing. */
  readonly furnish: ((setting: Setting) => Promise<void>) | null;
  /** Makes everything ready for `scene.times.attackAt`. */
  prepare(scene: Scene): Promise<ReadyAttack>;
}

/** Deliveries are claimed 5 s before they are due, and that may disturb others already. */
const claimedAheadMs = 5_500;

/** An attack by deliveries that are made before it. */
export const byDeliveries = {
  prepareMs: 4_000,
  leadMs: claimedAheadMs,
  furnish: null,
  onApi: false,
  ownNames: false,
  ownOnTrial: false,
};

/** An attack by calls of the API. */
export const byCalls = { ...byDeliveries, leadMs: 500, onApi: true };
