import type { SigningSecrets } from "../../../../sdk/src/index.ts";
import { type AddCommand, act } from "../../act.ts";
import { askBeforeHarm } from "../../ask.ts";
import { examplesOf } from "../../examples-of.ts";
import { addGroup } from "../../group.ts";
import type { Session } from "../../session.ts";
import { instantLine } from "../../show/instant.ts";
import { printFields } from "../../show/table.ts";

/** Adds `sched secrets`: the signing secrets, with which receivers verify deliveries. */
export const addSecrets: AddCommand = (parent, context) => {
  const group = addGroup(
    parent,
    "secrets",
    "Signing secrets of the project, which receivers verify with",
    "sched secrets",
    "sched secrets rotate --yes",
  );
  const list = group.command("list", { isDefault: true }).description("Show them (the default)");
  examplesOf(list, "sched secrets", "sched secrets --json | jq -r .current.secret");
  act(list, context, async (session) =>
    show(session, await session.landfall.signingSecrets.get({ signal: session.signal })),
  );

  const rotate = group
    .command("rotate")
    .description("Promote the next secret; the old one goes on signing beside it for 24 hours");
  examplesOf(rotate, "sched secrets rotate --yes");
  act(rotate, context, async (session) => {
    await askBeforeHarm(session, "Promote the next secret?");
    show(session, await session.landfall.signingSecrets.rotate({ signal: session.signal }));
  });

  const remove = group.command("delete").description("Delete them all: deliveries are unsigned from then on");
  examplesOf(remove, "sched secrets delete --yes");
  act(remove, context, async (session) => {
    await askBeforeHarm(session, "Delete all signing secrets, so that receivers can no longer verify?");
    show(session, await session.landfall.signingSecrets.delete({ signal: session.signal }));
  });
};

function show({ output, timezone }: Session, secrets: SigningSecrets): void {
  const { current, next, previous } = secrets;
  if (output.isJson) output.json(secrets);
  else if (current === null && next === null && previous === null) {
    output.line("There are none: deliveries are unsigned.");
  } else {
    printFields(output, [
      ["current", current?.secret ?? null],
      ["next", next?.secret ?? null],
      ["previous", previous?.secret ?? null],
      ["until", previous === null ? null : instantLine(previous.expires_at, timezone)],
    ]);
  }
}
