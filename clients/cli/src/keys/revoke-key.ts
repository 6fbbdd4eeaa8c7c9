import { type AddCommand, act } from "../act.ts";
import { askBeforeHarm } from "../ask.ts";
import { eachOf } from "../each-of.ts";
import { examplesOf } from "../examples-of.ts";
import { idsOf } from "../id-of.ts";

/** Adds `sched keys revoke`. */
export const addRevokeKey: AddCommand = (group, context) => {
  const command = group
    .command("revoke")
    .description("Revoke API keys, for ever")
    .argument("<id...>", "key_…");
  examplesOf(command, "sched keys revoke key_01J… --yes");
  act(command, context, async (session, words) => {
    const ids = idsOf(words, "key");
    await askBeforeHarm(session, `Revoke ${ids.join(", ")} for ever?`);
    await eachOf(
      session,
      ids,
      (id) => session.landfall.apiKeys.revoke(id, { signal: session.signal }),
      (key) => session.output.line(`${key.id} is revoked`),
    );
  });
};
