import type { Guide } from "./guides.ts";

/** Guide: receiving deliveries. */
export const receiving: Guide = {
  name: "receiving",
  title: "Receiving",
  description: "How a receiver verifies a delivery, handles it once, and answers.",
  text: `# Receiving

Each request is signed in two ways: \`Sched-Signature\`, which Stripe's libraries check, and \`webhook-signature\`, which those of Standard Webhooks check. In TypeScript and JavaScript \`@landfall/sdk/receiver\` does all of it:

\`\`\`js
import { expressReceiver, memoryStore } from "@landfall/sdk/receiver";

app.post("/hooks", expressReceiver({
  secrets: [process.env.LANDFALL_SECRET],
  store: memoryStore(),
  async onDelivery(delivery) { await handle(delivery.json()); },
})); // before express.json(): the signature is of the bytes as they came
\`\`\`

There are \`koaReceiver\`, \`fastifyReceiver\`, \`honoReceiver\`, \`nextReceiver\`, \`webReceiver\` and \`nodeReceiver\` too.

- Answer 2xx once the work is safe. Anything else is tried again; 410 and its like can be excepted with \`retry_policy.rules\`.
- Remember \`Idempotency-Key\`: a delivery may come twice when an answer was lost.
- \`Sched-Scheduled-For\` is the moment it was planned for.
- Secrets: \`GET /v1/signing-secrets\` with a key of scope \`admin\`.
`,
};
