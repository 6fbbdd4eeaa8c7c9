import { type AddCommand, act } from "../act.ts";
import { askBeforeHarm } from "../ask.ts";
import { examplesOf } from "../examples-of.ts";
import { idsOf } from "../id-of.ts";
import { printIssuedKey } from "./print-issued-key.ts";

/** Adds `sched keys rotate`. */
export const addRotateKey: AddCommand = (group, context) => {
  const command = group
    .command("rotate")
    .description("Replace an API key: the old one is revoked in the same instant")
    .argument("<id>", "key_…");
  examplesOf(command, "sched keys rotate key_01J… --yes");
  act(command, context, async (session, words) => {
    const [id = ""] = idsOf(words, "key");
    await askBeforeHarm(session, "Replace the key? What uses it now is refused from then on.");
    printIssuedKey(session, await session.landfall.apiKeys.rotate(id, { signal: session.signal }));
  });
};
