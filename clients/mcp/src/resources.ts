import type { McpServer } from "@modelcontextprotocol/server";
import { guides } from "./guides/guides.ts";
import { llmsText } from "./guides/llms-text.ts";
import type { World } from "./tool.ts";

const markdown = "text/markdown";

/** Registers the resources: the API's description, the guides, and `/llms.txt`. None needs a scope. */
export function registerResources(server: McpServer, { landfall }: World): void {
  server.registerResource(
    "openapi",
    "landfall://openapi.json",
    {
      title: "API description",
      description: "The OpenAPI 3.1 document: every operation, field, status and error code.",
      mimeType: "application/json",
    },
    async ({ href }, { mcpReq }) => {
      const document = await landfall.service.openapi({ signal: mcpReq.signal });
      return { contents: [{ uri: href, mimeType: "application/json", text: JSON.stringify(document) }] };
    },
  );
  for (const { name, title, description, text } of guides) {
    server.registerResource(
      name,
      `landfall://guides/${name}.md`,
      { title, description, mimeType: markdown },
      ({ href }) => ({ contents: [{ uri: href, mimeType: markdown, text }] }),
    );
  }
  const about = "What Landfall is, and where its documents are.";
  server.registerResource(
    "llms",
    "landfall://llms.txt",
    { title: "llms.txt", description: about, mimeType: markdown },
    ({ href }) => ({ contents: [{ uri: href, mimeType: markdown, text: llmsText() }] }),
  );
}
