import {
  type ClaimedDelivery,
  loadEndpoints,
  loadRequests,
  loadSchedulePolicies,
  type RequestContent,
  type SchedulePolicies,
} from "../../store/for-dispatcher.ts";
import type { Held } from "../dispatch/held.ts";
import { openProfile, type Profile } from "../dispatch/profile.ts";
import type { Dispatcher } from "../dispatcher.ts";
import { flowsOfClaimed } from "./flows-of-claimed.ts";
import { hold } from "./hold.ts";
import { judgeMisfires } from "./misfires.ts";
import { reserveRates } from "./rates.ts";

/** Result of screening claimed deliveries. */
export interface Screened {
  readonly held: readonly Held[];
  readonly expired: readonly ClaimedDelivery[];
  /** Skipped as misfires. */
  readonly misfired: readonly ClaimedDelivery[];
  /** Released, to be looked at again. */
  readonly later: readonly Later[];
}

/** A claimed batch, with on-time and overdue deliveries apart. */
export interface ClaimedBatch {
  readonly onTime: readonly ClaimedDelivery[];
  readonly overdue: readonly ClaimedDelivery[];
}

/** A claimed delivery that is given back, to be claimed again at `at`. */
export interface Later {
  readonly delivery: ClaimedDelivery;
  readonly at: number;
  /** `rate_limited`: its slot of the rate is later. `endpoint_disabled`: its profile is disabled. Null: whether it is a misfire is not known yet. */
  readonly reason: "rate_limited" | "endpoint_disabled" | null;
}

/** Rate slots are reserved at most this far ahead. */
const rateHorizonMs = 5_000;
/**
 * Overdue deliveries are claimed only once they are to be looked at again, so that is set this long before
 * their turn.
 */
const beforeTurnMs = 2_500;
/** Wait of a misfire that depends on the emitter. */
const undecidedAgainMs = 1_000;
/** First wait of a disabled profile's deliveries; it grows with the time they have waited. */
const disabledAgainMs = 3_000;
const disabledMostMs = 60_000;

/**
 * Sorts claimed deliveries: expired, skipped as misfires, held back by their profile, and ready to send
 * with all that sending needs. Takes a few reads for the whole batch.
 */
export async function screenClaimed(
  dispatcher: Dispatcher,
  { onTime, overdue }: ClaimedBatch,
  leaseUntil: number,
): Promise<Screened> {
  const { store, clock, limits } = dispatcher;
  const now = clock.now();
  const claimed = [...onTime, ...overdue];
  const late = new Set(overdue);
  const isExpired = ({ expiresAt }: ClaimedDelivery) => expiresAt !== null && expiresAt <= now;
  const expired = claimed.filter(isExpired);
  const wanted = claimed.filter((delivery) => !isExpired(delivery));
  const policies = await policiesOf(dispatcher, wanted);
  const { skipped, undecided } = await judgeMisfires(store, wanted, policies, now);
  const dropped = new Set([...skipped, ...undecided]);
  const profiles = await profilesOf(dispatcher, wanted, now);
  const isHeldBack = (delivery: ClaimedDelivery) => profileOf(delivery, profiles)?.enabled === false;
  const kept = wanted.filter((delivery) => !dropped.has(delivery));
  const sendable = kept.filter((delivery) => !isHeldBack(delivery));
  const disabled = kept.filter(isHeldBack);
  const requests = await requestsOf(dispatcher, sendable);
  const flows = flowsOfClaimed({ deliveries: sendable, profiles, requests }, limits.originMaxPerSecond);
  const rates = await reserveRates(store, flows, now + rateHorizonMs, now);
  const rated = new Set(rates.later.map(({ delivery }) => delivery));
  const held = sendable.flatMap((delivery) => {
    const request = requests.get(delivery.requestId.toString("hex"));
    const dueAt = rates.moments.get(delivery.id.toString("hex")) ?? delivery.claimAt;
    if (!request || rated.has(delivery)) return [];
    return hold({
      claimed: delivery,
      request,
      profile: profileOf(delivery, profiles),
      policies: policies.get(delivery.scheduleId.toString("hex")) ?? null,
      overdue: late.has(delivery),
      claimedAt: dispatcher.tracer && now,
      leaseUntil,
      dueAt,
    });
  });
  const later: Later[] = [
    ...undecided.map((delivery) => ({ delivery, at: now + undecidedAgainMs, reason: null })),
    ...disabled.map((delivery) => ({
      delivery,
      at: now + disabledWait(delivery, now),
      reason: "endpoint_disabled" as const,
    })),
    ...rates.later.map(({ delivery, at }) => ({
      delivery,
      at: late.has(delivery) ? at - beforeTurnMs : at,
      reason: "rate_limited" as const,
    })),
  ];
  return { held, expired, misfired: skipped, later };
}

function disabledWait({ scheduledFor }: ClaimedDelivery, now: number): number {
  return Math.min(disabledAgainMs + Math.max(now - scheduledFor, 0) / 10, disabledMostMs);
}

async function policiesOf(
  { store }: Dispatcher,
  claimed: readonly ClaimedDelivery[],
): Promise<Map<string, SchedulePolicies>> {
  const found = await loadSchedulePolicies(
    store,
    distinct(claimed.filter(({ recurring }) => recurring).map(({ scheduleId }) => scheduleId)),
  );
  return new Map(found.map((policy) => [policy.id.toString("hex"), policy]));
}

async function profilesOf(
  { store, keys, log }: Dispatcher,
  claimed: readonly ClaimedDelivery[],
  now: number,
): Promise<Map<string, Profile>> {
  const records = await loadEndpoints(store, distinct(claimed.flatMap(({ endpointId }) => endpointId ?? [])));
  const profiles = new Map<string, Profile>();
  for (const record of records) {
    try {
      profiles.set(record.id.toString("hex"), openProfile(record, keys, now));
    } catch (error) {
      log.error({ err: error, endpoint: record.id.toString("hex") }, "endpoint profile cannot be opened");
      // Its deliveries wait as for a disabled profile: with the right key they can still be sent.
      profiles.set(
        record.id.toString("hex"),
        openProfile(
          {
            ...record,
            state: "disabled",
            sealedHeaders: null,
            sealedSecret: null,
            sealedPreviousSecret: null,
          },
          keys,
          now,
        ),
      );
    }
  }
  return profiles;
}

function profileOf({ endpointId }: ClaimedDelivery, profiles: ReadonlyMap<string, Profile>): Profile | null {
  return endpointId === null ? null : (profiles.get(endpointId.toString("hex")) ?? null);
}

async function requestsOf(
  { store }: Dispatcher,
  claimed: readonly ClaimedDelivery[],
): Promise<Map<string, RequestContent>> {
  const requests = await loadRequests(store, distinct(claimed.map(({ requestId }) => requestId)));
  return new Map(requests.map((request) => [request.id.toString("hex"), request]));
}

function distinct(ids: readonly Buffer[]): Buffer[] {
  return [...new Map(ids.map((id) => [id.toString("hex"), id])).values()];
}
