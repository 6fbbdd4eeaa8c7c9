import { memoryStore } from "@landfall/sdk/receiver";

/** Tells the test something, and whether it agrees. */
export async function tell(path, what) {
  const { ok } = await fetch(`${process.env.TEST_URL}/${path}`, {
    method: "POST",
    body: JSON.stringify(what),
  });
  return ok;
}

/** Options of a receiver that hands each delivery to the test; it fails those that the test refuses. */
export const receiverOptions = () => ({
  secrets: () => JSON.parse(process.env.RECEIVER_SECRETS),
  store: memoryStore(),
  async onDelivery({ rawBody, ...facts }) {
    const body = Buffer.from(rawBody).toString("base64");
    if (!(await tell("deliveries", { ...facts, body }))) throw new Error("the test refuses this delivery");
  },
});
