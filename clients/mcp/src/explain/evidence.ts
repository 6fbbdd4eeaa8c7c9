import type { Attempt, Endpoint } from "../../../sdk/src/index.ts";
import { duration, errorOf, type Facts } from "./facts.ts";

/** Number of attempts that are listed one by one. */
const mostAttempts = 10;

/** A fact and its instant; null: it holds now. */
export interface Evidence {
  readonly at: string | null;
  readonly fact: string;
}

/** Returns the facts behind an explanation, in order of time; current ones come last. */
export function evidenceOf({ delivery, attempts, schedule, endpoint }: Facts): Evidence[] {
  const past: Evidence[] = [
    { at: delivery.created_at, fact: `${delivery.id} was planned, for ${delivery.scheduled_for}` },
    { at: delivery.scheduled_for, fact: `it was due at ${delivery.endpoint}` },
    ...attempts.slice(0, mostAttempts).map(ofAttempt),
  ];
  if (delivery.replay_of !== null) {
    past.push({ at: delivery.created_at, fact: `it sends ${delivery.replay_of} again` });
  }
  if (delivery.completed_at !== null) {
    past.push({ at: delivery.completed_at, fact: `it ended as ${delivery.state}` });
  }
  past.sort((one, other) => Date.parse(one.at ?? "") - Date.parse(other.at ?? ""));
  const rule =
    schedule === null
      ? `its schedule ${delivery.schedule_id} is no longer kept`
      : `its schedule ${schedule.id} is ${schedule.state}`;
  return [...past, { at: null, fact: rule }, ...(endpoint === null ? [] : ofEndpoint(endpoint))];
}

function ofAttempt(attempt: Attempt): Evidence {
  const { number, outcome, status_code, error, duration_ms, offset_ms, started_at } = attempt;
  const result =
    outcome === "succeeded"
      ? `succeeded with status ${status_code}`
      : `failed by ${errorOf(attempt)}${error === null ? "" : ` (${error.message})`}`;
  const from = offset_ms >= 0 ? `${duration(offset_ms)} after` : `${duration(-offset_ms)} before`;
  return {
    at: started_at,
    fact: `attempt ${number} began ${from} its time, took ${duration(duration_ms)} and ${result}`,
  };
}

function ofEndpoint({ id, state, breaker, max_per_second, max_concurrency }: Endpoint): Evidence[] {
  const limits = [
    max_per_second === null ? [] : [`${max_per_second} a second`],
    max_concurrency === null ? [] : [`${max_concurrency} at once`],
  ].flat();
  return [
    {
      at: null,
      fact: `its endpoint profile ${id} is ${state}${limits.length === 0 ? "" : `, ${limits.join(", ")}`}`,
    },
    {
      at: breaker.changed_at,
      fact: `the profile's circuit breaker is ${breaker.state}${breaker.changed_at === null ? ", and always was" : " since then"}`,
    },
  ];
}
