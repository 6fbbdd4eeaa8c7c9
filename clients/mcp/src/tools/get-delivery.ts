import { z } from "zod";
import { attemptErrorCode, attemptOutcome, deliveryReason, deliveryState } from "../closed-sets.ts";
import { counted, deliveryId } from "../shown.ts";
import { defineTool } from "../tool.ts";

/** A delivery has 50 attempts at most. */
export const mostAttempts = 50;

/** `get_delivery` */
export const getDelivery = defineTool({
  name: "get_delivery",
  title: "Read a delivery",
  description: "Reads a delivery with its attempts, newest first. explain_delivery says what they mean.",
  scope: "read",
  kind: { reads: true, repeatable: true },
  input: z.strictObject({ id: deliveryId }),
  output: z.looseObject({
    id: z.string(),
    state: deliveryState,
    reason: deliveryReason.nullable(),
    attempts: z.array(
      z.looseObject({
        id: z.string(),
        number: z.number(),
        outcome: attemptOutcome,
        status_code: z.number().nullable(),
        error: z.looseObject({ code: attemptErrorCode, message: z.string() }).nullable(),
      }),
    ),
  }),
  async run({ id }, { landfall, options }) {
    const delivery = await landfall.deliveries.get(id, options);
    const attempts = await landfall.deliveries
      .attempts(id, { limit: mostAttempts }, options)
      .take(mostAttempts);
    return {
      said: `${id} is ${delivery.state}, for ${delivery.scheduled_for}, after ${counted(attempts.length, "attempt")}.`,
      output: { ...delivery, attempts: attempts.map((each) => ({ ...each })) },
    };
  },
});
