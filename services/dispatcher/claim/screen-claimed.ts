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

/** Describes what becomes of claimed deliveries. */
export interface Screened {
  readonly held: readonly Held[];
  readonly expired: readonly ClaimedDelivery[];
  /** Skipped as misfires. */
  readonly misfired: readonly ClaimedDelivery[];
  /** To be given back and looked at again. */
  readonly later: readonly Later[];
}

/** Describes what was claimed, that on time apart. */
export interface ClaimedBatch {
  readonly onTime: readonly ClaimedDelivery[];
  readonly overdue: readonly ClaimedDelivery[];
}

export interface Later {
  readonly delivery: ClaimedDelivery;
  readonly at: number;
  readonly reason: "rate_limited" | "endpoint_disabled" | null;
}

/** How far ahead slots of a rate are taken. */
const rateHorizonMs = 5_000;
/** What is overdue is claimed no earlier than it is to be looked at, so that is this long before its turn. */
const beforeTurnMs = 2_500;
/** When a misfire is looked at again that waits for the emitter. */
const undecidedAgainMs = 1_000;
/** A disabled profile's deliveries are looked at again after this, and ever more seldom the longer they wait. */
const disabledAgainMs = 3_000;
const disabledMostMs = 60_000;

/**
 * Sorts what was just claimed: what expired, what its schedule's misfire policy drops, what its profile holds back, and
 * the rest with everything that is needed to send it. A few reads for the whole batch.
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
      // Its deliveries wait, as those of a disabled one: with the right key they can still be sent.
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
