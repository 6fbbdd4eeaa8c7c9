import { createHmac } from "node:crypto";
import type { EndpointFields } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import type { ReceivedRequest } from "../../receiver/receiver.ts";
import { age, anything, before, type Raced, type Verb } from "./verbs.ts";

const newSecret = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;

function profilePatch(
  name: "url" | "headers" | "secret" | "max_per_second",
  given: (raced: Raced) => Partial<EndpointFields>,
  isOld: Verb["isOld"],
): Verb {
  return {
    name: `PATCH of a profile's ${name}`,
    ofProfile: true,
    isOld,
    change: async (running, raced) => {
      const fields: EndpointFields = { ...noProfile, ...given(raced) };
      const id = raced.profileId ?? "";
      const call = { caller: running.caller, id, ifVersion: undefined, fields, paths: [name] };
      await running.accounts().client.calls.updateEndpoint(call);
    },
  };
}

export const noProfile: EndpointFields = {
  name: undefined,
  description: undefined,
  url: undefined,
  headers: [],
  timeout: undefined,
  retryPolicy: undefined,
  maxPerSecond: undefined,
  maxConcurrency: undefined,
  secret: undefined,
};

const disable: Verb = {
  name: "disabling a profile",
  ofProfile: true,
  isOld: anything,
  change: async (running, { profileId }) => {
    const call = { caller: running.caller, id: profileId ?? "", ifVersion: undefined };
    await running.accounts().client.calls.disableEndpoint(call);
  },
};

function isSignedWith(secret: string, { headers, body }: ReceivedRequest): boolean {
  const signature = String(headers["sched-signature"]);
  const [, timestamp] = /t=(\d+)/.exec(signature) ?? [];
  const wanted = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return signature.includes(`v1=${wanted}`);
}

/** Changes of a profile that schedules follow. */
export const profileVerbs: readonly Verb[] = [
  disable,
  profilePatch("url", ({ base, path }) => ({ url: `${base}${path}-new` }), anything),
  profilePatch(
    "headers",
    () => ({ headers: [{ name: "x-age", value: "new" }] }),
    (request) => age(request),
  ),
  profilePatch(
    "secret",
    () => ({ secret: newSecret }),
    (request) => isSignedWith(before.secret, request),
  ),
  // Without a rate before; then the first place of a line that moves once in a hundred seconds.
  { ...profilePatch("max_per_second", () => ({ maxPerSecond: 0.01 }), anything), allowed: 1 },
];
