import { serveStdio as serve } from "@modelcontextprotocol/server/stdio";
import { Landfall } from "../../sdk/src/index.ts";
import { callTimeoutMs, createMcpServer } from "./mcp-server.ts";

/** Address of the API, and the key to call it with. */
export interface StdioOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** Receives errors outside of the protocol, which owns standard output. */
  readonly onError?: (error: Error) => void;
}

/**
 * Serves MCP on standard input and output until the client closes them; both eras of the protocol. Reads the key's
 * scopes once.
 *
 * @returns a function that closes the connection
 * @throws LandfallError when the API cannot be reached or does not know the key; TypeError for an invalid key or
 *   URL
 */
export async function serveStdio({ apiKey, baseUrl, onError }: StdioOptions): Promise<() => Promise<void>> {
  const landfall = new Landfall({ apiKey, baseUrl, timeoutMs: callTimeoutMs });
  const { key, version } = await landfall.whoAmI();
  const report = (thrown: unknown) => onError?.(thrown instanceof Error ? thrown : new Error(String(thrown)));
  const world = { landfall, scopes: key.scopes, now: Date.now, version, report };
  const handle = serve(() => createMcpServer(world), {
    // Lists never change, so notifications of changes are not offered.
    maxSubscriptions: 0,
    ...(onError && { onerror: onError }),
  });
  return () => handle.close();
}
