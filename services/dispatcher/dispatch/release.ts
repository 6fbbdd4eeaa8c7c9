import { type DeliveryReason, type HeldDelivery, releaseDeliveries } from "../../store/for-dispatcher.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Held } from "./held.ts";
import type { Stages } from "./stages.ts";

/** When to look at released deliveries again, and the reason. */
export interface Release {
  /** 0 for their due time. */
  readonly at: number;
  /** Shown to people; null: nothing holds them back. */
  readonly reason: DeliveryReason | null;
}

const mostRows = 500;

/**
 * Releases held deliveries to the store; a begun one loses its counted attempt. Never rejects: if the store
 * is away, their leases expire.
 */
export async function release(
  dispatcher: Dispatcher,
  stages: Stages,
  deliveries: readonly Held[],
  { at, reason }: Release,
): Promise<void> {
  for (const held of deliveries) if (held.stage !== "settling") stages.move(held, "settling");
  for (let from = 0; from < deliveries.length; from += mostRows) {
    const batch = deliveries.slice(from, from + mostRows);
    await releaseClaims(
      dispatcher,
      batch.map(({ claimed }) => claimed),
      { at, reason },
    );
    for (const held of batch) stages.leave(held, at);
  }
}

/** Releases claims that were never taken in. */
export async function releaseClaims(
  { store, holder, clock, log }: Dispatcher,
  claims: readonly HeldDelivery[],
  { at, reason }: Release,
): Promise<void> {
  if (claims.length === 0) return;
  try {
    await releaseDeliveries(store, holder, claims, at, reason, clock.now());
  } catch (error) {
    log.error({ err: error, deliveries: claims.length }, "not released: their leases will expire");
  }
}
