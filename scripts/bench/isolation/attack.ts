import type { BenchRun } from "../bench-run.ts";
import type { Api } from "../landfall/api.ts";
import type { Landfall } from "../landfall/start-landfall.ts";
import type { StoreConnection } from "../landfall/store-connection.ts";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Times } from "./times.ts";

/** A project with a live key. */
export interface Tenant {
  readonly key: string;
  readonly api: Api;
  /** SQL condition on `deliveries d` for its deliveries. */
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
  /** Disposes of `part` at the end. */
  use<Part extends AsyncDisposable>(part: Part): Part;
}

/** A scene with its times. */
export interface Scene extends Setting {
  readonly times: Times;
}

/** The project whose deliveries are judged, and their destination. */
export interface Victim {
  readonly destination: (index: number) => string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly condition: string;
}

/** An attack that runs, or will start at its time. */
export interface ReadyAttack {
  /** The victim; null: the other project, with deliveries to the receiver's address. */
  readonly victim: Victim | null;
  /** Says in a few words what the attacker achieved; called at the end. */
  did(): Promise<string>;
}

/** One kind of attack. */
export interface Attack {
  /** Time limit of `prepare`. */
  readonly prepareMs: number;
  /** Time that the attack runs before the deliveries that count as "during" are due; from then on none may fail. */
  readonly leadMs: number;
  /** True if the victim's creates and `/healthz` are measured as well. */
  readonly onApi: boolean;
  /** True if Landfall uses our name server, which does not answer for some names. */
  readonly ownNames: boolean;
  /** True if the attacker's own deliveries must also succeed at their first attempt. */
  readonly ownOnTrial: boolean;
  /** Prepares what takes long and does not depend on the times; null: nothing. */
  readonly furnish: ((setting: Setting) => Promise<void>) | null;
  /** Prepares the attack for `scene.times.attackAt`. */
  prepare(scene: Scene): Promise<ReadyAttack>;
}

/** Deliveries are claimed 5 s before they are due, which may disturb others too. */
const claimedAheadMs = 5_500;

/** Defines an attack by deliveries that are created before it. */
export const byDeliveries = {
  prepareMs: 4_000,
  leadMs: claimedAheadMs,
  furnish: null,
  onApi: false,
  ownNames: false,
  ownOnTrial: false,
};

/** Defines an attack by calls of the API. */
export const byCalls = { ...byDeliveries, leadMs: 500, onApi: true };
