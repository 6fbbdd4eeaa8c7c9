import { McpServer } from "@modelcontextprotocol/server";
import { registerResources } from "./resources.ts";
import type { World } from "./tool.ts";
import { allTools } from "./tools/all-tools.ts";

/** Limits one try of a call of the API: a tool answers, whatever it tries, before its client's usual minute is over. */
export const callTimeoutMs = 15_000;

/** Describes a server to make. */
export interface McpServerOptions extends World {
  /** The version that it reports. */
  readonly version: string;
}

/**
 * Makes an MCP server with the tools that the key's scopes allow, and the resources. Both doors, stdio and HTTP, and
 * both eras of the protocol are served by what this makes.
 */
export function createMcpServer(options: McpServerOptions): McpServer {
  const server = new McpServer(
    { name: "landfall", title: "Landfall", version: options.version },
    {
      instructions: instructionsFor(options.scopes),
      // What there is depends on the key alone, so lists never change while a client looks.
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
