import type { Guide } from "./guides.ts";

/** Guide: connecting an agent, and its rights. */
export const agents: Guide = {
  name: "agents",
  title: "Agents",
  description: "The MCP server: how to connect, its tools, and how they answer.",
  text: `# Agents

\`POST /mcp\` is an MCP server (streamable HTTP, protocol revisions 2025-11-25 and 2026-07-28). The API key is the bearer token:

\`\`\`json
{"mcpServers": {"landfall": {"type": "http", "url": "https://landfall.example.com/mcp", "headers": {"Authorization": "Bearer sk_test_…"}}}}
\`\`\`

A key sees the tools that its scopes allow.

| scope | tools |
|---|---|
| \`read\` | \`preview_schedule\`, \`list_schedules\`, \`get_schedule\`, \`get_delivery\`, \`explain_delivery\`, \`list_dead_letters\`, \`list_endpoints\` |
| \`write\` | \`schedule_delivery\`, \`pause_schedule\`, \`resume_schedule\`, \`reschedule_schedule\`, \`cancel_schedule\` (final) |
| \`replay\` | \`replay_delivery\`, a dry run unless \`dry_run\` is false |

An answer is text with everything in it, and the same as structured content. An error is text alone: \`code: what is wrong\`, then the field, the next step, and the id of the request.

The server keeps nothing between requests. \`429\` with \`Retry-After\` says that a key asks too often.
`,
};
