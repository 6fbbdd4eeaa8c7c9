import type { Guide } from "./guides.ts";

/** Guide: writing times. */
export const times: Guide = {
  name: "times",
  title: "Times",
  description: "How to write when something is to be sent: phrases, zones, clock changes, what is refused.",
  text: `# Times

\`when\` of the tools takes a phrase, or what the API takes itself. Every word of a phrase is used, or the phrase is refused and the answer says how to write it.

| once | again and again |
|---|---|
| \`in 2 hours\`, \`in 90 minutes\`, \`in 3 days\`, \`in 2 weeks at 9am\` | \`every 15 minutes\`, \`every hour\`, \`hourly\` |
| \`tomorrow at 9\`, \`friday 5pm\`, \`next monday at 10:30\` | \`every day at noon\`, \`every weekday at 9\`, \`mondays at 8am New York\` |
| \`March 1st at 10am\`, \`31.12.2026 at 23:00\`, \`the 15th at 9am\` | \`last day of every month at 17:00\`, \`first monday of every month at 9\` |
| \`1h30m\`, \`2027-03-28T09:00:00+02:00\` | \`0 9 * * 1-5\`, \`@daily\` |

- Hours, minutes and seconds are elapsed time. Days, weeks and months are the calendar's, to the same time of day.
- The zone is the phrase's (\`9am Europe/Berlin\`), else \`timezone\`, else UTC. Give \`timezone\` of the person who asks.
- What a phrase leaves open is filled in and listed in \`assumptions\`: no time of day is 09:00, \`next friday\` is next week's. \`preview_schedule\` shows them; a change needs \`accept_assumptions: true\`, or a phrase that says all.
- Refused, since they mean two things: \`at 5\`, \`03/04/2027\`, \`9am IST\`, \`friday midnight\`; \`soon\`, \`every other tuesday\`.

Where a clock jumps forward, a run inside the gap fires at its end (\`note\`: \`dst_gap\`); where it goes back, a run fires the first time (\`dst_overlap\`).
`,
};
