import type * as rest from "../../../generated/openapi/types.gen.ts";
import type * as rpc from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { toInstant } from "../instant.ts";

/** Converts a project's signing secrets to their REST form. */
export function toSigningSecrets({ current, next, previous }: rpc.SigningSecrets): rest.SigningSecrets {
  return {
    object: "signing_secrets",
    current: current === undefined ? null : toSecret(current),
    next: next === undefined ? null : toSecret(next),
    previous: previous === undefined ? null : toRetiring(previous),
  };
}

function toSecret({ id, secret, createdAtMs }: rpc.SigningSecret): rest.SigningSecret {
  return { id, secret, created_at: toInstant(createdAtMs) };
}

function toRetiring(previous: rpc.SigningSecret): rest.RetiringSigningSecret {
  if (previous.expiresAtMs === undefined) throw new Error("a previous secret has no end");
  return { ...toSecret(previous), expires_at: toInstant(previous.expiresAtMs) };
}
