import { z } from "zod";
import { faultOf, ToolFault } from "../fault.ts";
import { counted, deliveryId } from "../shown.ts";
import { type Call, defineTool } from "../tool.ts";
import { apiFilter, type DeadLetterFilter, deadLetterFilter } from "./dead-letter-filter.ts";

/** A dry run reads each of them. */
const mostIds = 100;

/** `replay_delivery` */
export const replayDelivery = defineTool({
  name: "replay_delivery",
  title: "Replay dead letters",
  description:
    "Sends dead letters again, those that `ids` names or those that `filter` meets; `{}` is all. A dry run first: " +
    "without `dry_run`: false it only counts, and nothing is sent. Receivers see each again, with its first Idempotency-Key.",
  scope: "replay",
  kind: { reaches: true },
  input: z.strictObject({
    ids: z.array(deliveryId).min(1).max(mostIds).optional().describe("Dead letters, dlv_…."),
    filter: z
      .strictObject(deadLetterFilter)
      .optional()
      .describe(
        "In place of `ids`: the dead letters that it meets and nobody has replayed yet, 10,000 at most.",
      ),
    over: z
      .string()
      .optional()
      .describe(
        "Go duration up to 24h over which they are spread evenly, such as `10m`; default: all at once.",
      ),
    dry_run: z.boolean().default(true).describe("true, the default: count only. false: send them."),
  }),
  output: z.looseObject({
    matched: z
      .number()
      .describe("Dead letters that were meant; at a dry run with a filter also those replayed before."),
    replayed: z.number().describe("New deliveries that were made; 0 at a dry run."),
    dry_run: z.boolean(),
  }),
  async run({ ids, filter, over, dry_run }, call) {
    if ((ids === undefined) === (filter === undefined)) throw eitherOr();
    const named = ids && [...new Set(ids)];
    if (dry_run) {
      const matched = named ? await countNamed(named, call) : await countMet(filter ?? {}, call);
      return {
        said: `Dry run: ${counted(matched, "dead letter")} matched, nothing was sent. Call again with dry_run: false to send.`,
        output: { matched, replayed: 0, dry_run },
      };
    }
    const which = named ? { ids: named } : { filter: apiFilter(filter ?? {}) };
    const { replayed } = await call.landfall.deadLetters.replay(
      { ...which, ...(over !== undefined && { over }) },
      call.options,
    );
    return {
      said: `${counted(replayed, "new delivery").replace("deliverys", "deliveries")} made, due ${over === undefined ? "now" : `over ${over}`}.`,
      output: { matched: named?.length ?? replayed, replayed, dry_run },
    };
  },
});

/** Reads the delivery. @throws ToolFault if it is not a dead letter */
async function countNamed(ids: readonly string[], { landfall, options }: Call): Promise<number> {
  for (const id of ids) {
    const { state } = await landfall.deliveries.get(id, options).catch((thrown: unknown) => {
      const fault = faultOf(thrown);
      throw fault === null ? thrown : new ToolFault({ ...fault, field: "ids" });
    });
    if (state !== "dead_lettered") throw notDead(id, state);
  }
  return ids.length;
}

function notDead(id: string, state: string): ToolFault {
  return new ToolFault({
    code: "not_a_dead_letter",
    what: `${id} is ${state}.`,
    field: "ids",
    nextStep: "Leave it out; list_dead_letters lists those that can be replayed.",
  });
}

async function countMet(filter: DeadLetterFilter, { landfall, options }: Call): Promise<number> {
  const page = await landfall.deadLetters.list(
    { ...apiFilter(filter), limit: 1, include_total: true },
    options,
  );
  return page.total ?? page.data.length;
}

function eitherOr(): ToolFault {
  return new ToolFault({
    code: "invalid_argument",
    what: "Give either `ids` or `filter`.",
    field: "ids",
    nextStep:
      "Name dead letters of list_dead_letters in `ids`, or say which with `filter`; {} is all of them.",
  });
}
