import { type AddCommand, act } from "../../act.ts";
import { examplesOf } from "../../examples-of.ts";
import { idsOf } from "../../id-of.ts";
import { printDelivery } from "../../show/delivery.ts";

/** Adds `sched delivery`. */
export const addDelivery: AddCommand = (parent, context) => {
  const command = parent
    .command("delivery")
    .description("Show a delivery with its attempts, and why it waits or ended")
    .argument("<id>", "dlv_…");
  examplesOf(command, "sched delivery dlv_01J…", "sched delivery dlv_01J… --json | jq -r .state");
  act(command, context, async (session, words) => {
    const [id = ""] = idsOf(words, "dlv");
    const options = { signal: session.signal };
    const delivery = await session.landfall.deliveries.get(id, options);
    if (session.output.isJson) return session.output.json(delivery);
    const attempts = await session.landfall.deliveries.attempts(id, { limit: 100 }, options).take(100);
    printDelivery(session.output, delivery, attempts.reverse(), session.timezone);
  });
};
