import type { Caller } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Constellation } from "../fixtures/constellation.ts";
import { isSignedWith } from "./profile-verbs.ts";
import { untilAnswered } from "./until-answered.ts";
import type { Verb } from "./verbs.ts";

/** A project that signs. */
function withSecrets(running: Constellation, caller: Caller) {
  const { calls } = running.accounts().client;
  return untilAnswered(() => calls.rotateSigningSecrets({ caller, idempotencyKey: undefined }));
}

/** Changes of a project's signing secrets. */
export const projectVerbs: readonly Verb[] = [
  {
    name: "rotating the secrets of a project",
    ofProject: withSecrets,
    isOld: (request, { secret = "" }) => !isSignedWith(secret, request),
    change: async (running, raced) => {
      const { current } = await withSecrets(running, raced.caller);
      raced.secret = current?.secret ?? "";
    },
  },
  {
    name: "deleting the secrets of a project",
    ofProject: withSecrets,
    isOld: ({ headers }) => headers["sched-signature"] !== undefined,
    change: (running, { caller }) => running.accounts().client.calls.deleteSigningSecrets({ caller }),
  },
];
