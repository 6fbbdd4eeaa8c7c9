import type { AddCommand } from "../../act.ts";
import { addGroup } from "../../group.ts";
import { addCreateKey } from "../../keys/create-key.ts";
import { addListKeys } from "../../keys/list-keys.ts";
import { addRevokeKey } from "../../keys/revoke-key.ts";
import { addRotateKey } from "../../keys/rotate-key.ts";

/** Adds `sched keys` with its commands. */
export const addKeys: AddCommand = (parent, context) => {
  const group = addGroup(
    parent,
    "keys",
    "API keys: who may use the API, and for what",
    "sched keys",
    "sched keys create ci --scope read write",
  );
  for (const add of [addListKeys, addCreateKey, addRotateKey, addRevokeKey]) add(group, context);
};
