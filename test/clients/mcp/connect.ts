import { resolve } from "node:path";
import { Client, StreamableHTTPClientTransport, type Transport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

/** Client options for both revisions of the protocol. */
export const eras = { "2025-11-25": "legacy", "2026-07-28": "auto" } as const;
/** Both ways to the server. */
export const doors = ["http", "stdio"] as const;

/** Whom to call, and how. */
export interface Connection {
  readonly door: (typeof doors)[number];
  readonly era: keyof typeof eras;
  readonly apiUrl: string;
  readonly apiKey: string;
}

const main = resolve("clients/mcp/src/main.ts");

/** An official client, connected with one revision over one transport. */
export async function connect({ door, era, apiUrl, apiKey }: Connection): Promise<Client> {
  const transport: Transport =
    door === "http"
      ? overHttp(apiUrl, apiKey)
      : onStdio(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
          SCHED_API_URL: apiUrl,
          SCHED_API_KEY: apiKey,
        });
  return connectedBy(transport, era);
}

/** Connects the official client by a transport. */
export async function connectedBy(transport: Transport, era: keyof typeof eras): Promise<Client> {
  const client = new Client(
    { name: "landfall-tests", version: "0" },
    { versionNegotiation: { mode: eras[era] } },
  );
  await client.connect(transport);
  return client;
}

/** Streamable HTTP with a key. */
export function overHttp(apiUrl: string, apiKey: string): Transport {
  const headers = { Authorization: `Bearer ${apiKey}` };
  return new StreamableHTTPClientTransport(new URL(`${apiUrl}/mcp`), { requestInit: { headers } });
}

/** Stdio, with a server that the client starts. */
export function onStdio(command: string, args: string[], env: Record<string, string>): Transport {
  return new StdioClientTransport({ command, args, env, stderr: "pipe" });
}

/** An answer of a tool: its text, its structured content, and whether it is an error. */
export interface Told {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches into answers of every shape
  readonly output: any;
}

/** Calls a tool. */
export async function call(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Told> {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
  const text = content.map((each) => (each.type === "text" ? each.text : "")).join("\n");
  return { isError: isError ?? false, text, output: structuredContent };
}
