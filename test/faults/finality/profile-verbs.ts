import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { EndpointFields } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import type { ReceivedRequest } from "../../receiver/receiver.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import { noProfile } from "./make-profile.ts";
import { patch } from "./schedule-verbs.ts";
import {
  age,
  anything,
  before,
  isRetried,
  type LateStart,
  onlyOnce,
  type Raced,
  soonAgain,
  startedBetween,
  timedOut,
  type Verb,
} from "./verbs.ts";

const newSecret = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;
const usual = { headers: [before.header], secret: before.secret };

type Path = "url" | "headers" | "secret" | "timeout" | "retry_policy" | "max_per_second" | "max_concurrency";

function profilePatch(
  name: Path,
  given: (raced: Raced) => Partial<EndpointFields>,
  more: Partial<Verb> = {},
): Verb {
  return {
    name: `PATCH of a profile's ${name}`,
    profile: usual,
    isOld: anything,
    change: async (running, raced) => {
      const fields: EndpointFields = { ...noProfile, ...given(raced) };
      await running.accounts().client.calls.updateEndpoint({ ...named(raced), fields, paths: [name] });
    },
    ...more,
  };
}

function named({ caller, profileId }: Raced) {
  return { caller, id: profileId ?? "", ifVersion: undefined };
}

async function disable(running: Constellation, raced: Raced): Promise<void> {
  await running.accounts().client.calls.disableEndpoint(named(raced));
}

async function disableAndEnable(running: Constellation, raced: Raced): Promise<void> {
  await disable(running, raced);
  const from = Date.now();
  await delay(2_200);
  raced.between = { from, until: Date.now() };
  await running.accounts().client.calls.enableEndpoint(named(raced));
}

/** True if one of its signatures was made with the secret. */
export function isSignedWith(secret: string, { headers, body }: ReceivedRequest): boolean {
  const signature = String(headers["sched-signature"]);
  const [, timestamp] = /t=(\d+)/.exec(signature) ?? [];
  const wanted = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return signature.includes(`v1=${wanted}`);
}

async function rotate(running: Constellation, raced: Raced): Promise<void> {
  const call = { ...named(raced), idempotencyKey: undefined };
  const { secret = "" } = await running.accounts().client.calls.rotateEndpointSecret(call);
  raced.secret = secret;
}

/** True if it started while another one was on the wire; the clocks of two dispatchers differ a little. */
function isBesideAnother({ attempt, attempts }: LateStart): boolean {
  return attempts.some(
    (other) =>
      other !== attempt && other.startedAt < attempt.startedAt - 20 && other.endedAt > attempt.startedAt + 20,
  );
}

/**
 * A trigger keeps the profile when its schedule changes destination. The deletion is refused while it is open, and
 * repeated until it succeeds.
 */
async function deleteWhenFree(running: Constellation, raced: Raced): Promise<void> {
  await patch("endpoint", ({ base, path }) => ({ endpoint: `${base}${path}-new` })).change(running, raced);
  for (let tries = 1; ; tries++) {
    try {
      await running.accounts().client.calls.deleteEndpoint(named(raced));
      return;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== "endpoint_in_use" || tries === 40) throw error;
      await delay(50);
    }
  }
}

const deleteProfile: Verb = {
  name: "deleting a profile",
  profile: usual,
  isOld: anything,
  change: async (running, raced) => {
    const { caller, id } = raced;
    await running.schedulers[0]?.client.calls.triggerSchedule({ caller, id, idempotencyKey: undefined });
    await deleteWhenFree(running, raced);
  },
};

/** Changes of a profile that schedules use. */
export const profileVerbs: readonly Verb[] = [
  { name: "disabling a profile", profile: usual, isOld: anything, change: disable },
  {
    name: "disabling a profile, then enabling it",
    profile: usual,
    isOld: anything,
    isLate: startedBetween,
    change: disableAndEnable,
  },
  deleteProfile,
  profilePatch("url", ({ base, path }) => ({ url: `${base}${path}-new` })),
  profilePatch("headers", () => ({ headers: [{ name: "x-age", value: "new" }] }), { isOld: age }),
  profilePatch("secret", () => ({ secret: newSecret }), {
    isOld: (request) => isSignedWith(before.secret, request),
  }),
  {
    name: "rotating a profile's secret",
    profile: usual,
    isOld: (request, { secret = "" }) => !isSignedWith(secret, request),
    change: rotate,
  },
  profilePatch("timeout", () => ({ timeout: "10s" }), {
    profile: { ...usual, timeout: "2s" },
    receipt: "slow",
    isLate: timedOut,
  }),
  profilePatch("retry_policy", () => ({ retryPolicy: onlyOnce }), {
    given: () => ({ retryPolicy: undefined }),
    profile: { ...usual, retryPolicy: soonAgain },
    receipt: "fails",
    isLate: isRetried,
  }),
  // Without a rate at first; then with one slot in some hours.
  profilePatch("max_per_second", () => ({ maxPerSecond: 0.0001 }), { allowed: 1 }),
  profilePatch("max_concurrency", () => ({ maxConcurrency: 1 }), {
    receipt: "slow",
    isLate: isBesideAnother,
  }),
];
