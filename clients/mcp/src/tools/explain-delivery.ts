import { z } from "zod";
import { causeCode, explain, verdict } from "../explain/explain.ts";
import { deliveryId } from "../shown.ts";
import { type Call, defineTool } from "../tool.ts";
import { mostAttempts } from "./get-delivery.ts";

/** `explain_delivery` */
export const explainDelivery = defineTool({
  name: "explain_delivery",
  title: "Explain a delivery",
  description:
    "Says why a delivery is late, held back, dead or was never sent, from its attempts, its schedule and its endpoint " +
    "profile, and what to do next.",
  scope: "read",
  kind: { reads: true, repeatable: true },
  input: z.strictObject({ id: deliveryId }),
  output: z.looseObject({
    verdict,
    late_by_ms: z
      .number()
      .nullable()
      .describe("How late it came, or is by now; null: it never went out, or will not any more."),
    causes: z.array(z.looseObject({ code: causeCode, message: z.string() })),
    evidence: z.array(z.looseObject({ at: z.string().nullable(), fact: z.string() })),
    next_step: z.string(),
  }),
  async run({ id }, call) {
    const explanation = explain(await factsOf(id, call));
    const { verdict: found, causes, evidence, next_step } = explanation;
    const why = causes.map(({ message }) => message).join(" ");
    return {
      said: `${id} is ${found.replaceAll("_", " ")}. ${why} Next step: ${next_step}`,
      output: {
        ...explanation,
        causes: causes.map((each) => ({ ...each })),
        evidence: evidence.map((each) => ({ ...each })),
      },
    };
  },
});

async function factsOf(id: string, { landfall, options, now }: Call) {
  const delivery = await landfall.deliveries.get(id, options);
  const [attempts, schedule] = await Promise.all([
    landfall.deliveries.attempts(id, { limit: mostAttempts }, options).take(mostAttempts),
    landfall.schedules.get(delivery.schedule_id, options).catch(nullIfGone),
  ]);
  const profile = schedule?.endpoint_id ?? null;
  const endpoint = profile === null ? null : await landfall.endpoints.get(profile, options).catch(nullIfGone);
  return { now: now(), delivery, attempts, schedule, endpoint };
}

/** Schedules and profiles may be gone before their deliveries. */
function nullIfGone(thrown: unknown): null {
  if (thrown instanceof Error && thrown.name === "NotFoundError") return null;
  throw thrown;
}
