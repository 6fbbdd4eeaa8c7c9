import { McpServer } from "@modelcontextprotocol/server";
import { registerResources } from "./resources.ts";
import type { World } from "./tool.ts";
import { allTools } from "./tools/all-tools.ts";

/** Time limit for each try of an API call, so that a tool answers within its client's usual minute. */
export const callTimeoutMs = 15_000;

/** Options of a server. */
export interface McpServerOptions extends World {
  /** The version that it reports. */
  readonly version: string;
}

/**
 * Creates an MCP server with the tools that the key's scopes allow, and the resources. It serves stdio and HTTP, and
 * both eras of the protocol.
 */
export function createMcpServer(options: McpServerOptions): McpServer {
  const server = new McpServer(
    { name: "landfall", title: "Landfall", version: options.version },
    {
      instructions: instructionsFor(options.scopes),
      // Lists depend on the key alone, so they never change during a connection.
      capabilities: { tools: { listChanged: false }, resources: { listChanged: false } },
    },
  );
  for (const tool of allTools) if (options.scopes.includes(tool.scope)) tool.register(server, options);
  registerResources(server, options);
  return server;
}

function instructionsFor(scopes: World["scopes"]): string {
  const lines = [
    "Landfall sends HTTP requests at a given time, retried until they land.",
    "Preview a time with preview_schedule, show the person the runs and the assumptions, then schedule.",
    "Pass the person's `timezone`. Ask before cancel_schedule and before replay_delivery with dry_run: false.",
    "When something did not arrive, explain_delivery says why and what to do.",
    `This key may: ${scopes.join(", ") || "nothing"}.`,
  ];
  const missing = (["read", "write", "replay"] as const).filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) lines.push(`Tools that need ${missing.join(" or ")} are not listed.`);
  return lines.join(" ");
}
