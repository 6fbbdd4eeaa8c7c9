import type { Guide } from "./guides.ts";

/** The guide on the life of a delivery. */
export const deliveries: Guide = {
  name: "deliveries",
  title: "Deliveries",
  description: "What becomes of a delivery: retries, what holds it back, dead letters, replay.",
  text: `# Deliveries

A schedule is the rule; each moment of it is one delivery, which is attempted until the receiver answers 2xx. Nothing that was accepted is lost: every delivery ends as one of these, with its attempts on record.

| state | is |
|---|---|
| \`scheduled\`, \`dispatching\`, \`retrying\` | open; \`reason\` says what holds it back |
| \`succeeded\` | the receiver answered 2xx |
| \`dead_lettered\` | all attempts failed; kept until somebody replays it |
| \`expired\` | its \`ttl\` ended first |
| \`canceled\`, \`skipped\` | never sent; \`reason\` says why |

- By default there are 8 attempts, after 5 s, 10 s, 20 s and so on, an hour at most.
- A delivery is at least once: each attempt carries the same \`Idempotency-Key\`, by which a receiver knows it again.
- \`explain_delivery\` says why one is late, held or dead, with evidence and the next step.
- Mend the receiver first, then \`replay_delivery\`: a dry run counts, \`dry_run: false\` sends. \`over: "10m"\` spreads many.
- A cancel, a pause or another timing is final once it is answered: no attempt of the old plan starts after it.
`,
};
