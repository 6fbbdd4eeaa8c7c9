import { guides } from "./guides.ts";

/** `/llms.txt`: for a language model that is asked about this Landfall (llmstxt.org). Links are relative to the server. */
export function llmsText(): string {
  const pages = guides.map(
    ({ name, title, description }) => `- [${title}](/guides/${name}.md): ${description}`,
  );
  return [
    "# Landfall",
    "",
    "> Durable scheduled HTTP delivery: a destination plus a time, retried until it lands, never silently lost.",
    "",
    "An API key (`Authorization: Bearer sk_test_…` or `sk_live_…`) belongs to one project and one mode. Agents use the MCP server at `/mcp`; its tools read times in plain words, preview before they change anything, and explain what became of a delivery.",
    "",
    "## Guides",
    "",
    ...pages,
    "",
    "## API",
    "",
    "- [OpenAPI document](/openapi.json): every operation, field, status and error code, with examples",
    "- [Reference](/reference): the same, interactive",
    "",
  ].join("\n");
}
