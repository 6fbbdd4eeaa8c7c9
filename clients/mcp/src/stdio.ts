import { serveStdio as serve } from "@modelcontextprotocol/server/stdio";
import { Landfall } from "../../sdk/src/index.ts";
import { callTimeoutMs, createMcpServer } from "./mcp-server.ts";

/** Address of the API, and the key to call it with. */
export interface StdioOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** Is told what goes wrong beside the protocol; standard output belongs to that. */
  readonly onError?: (error: Error) => void;
}

/**
 * Serves MCP on standard input and output until the client closes them; both eras of the protocol. Asks once what the
 * key may do.
 *
 * @returns closes the connection
 * @throws LandfallError when the API cannot be reached or does not know the key; TypeError for a key or URL that is none
 */
export async function serveStdio({ apiKey, baseUrl, onError }: StdioOptions): Promise<() => Promise<void>> {
  const landfall = new Landfall({ apiKey, baseUrl, timeoutMs: callTimeoutMs });
  const { key, version } = await landfall.whoAmI();
  const report = (thrown: unknown) => onError?.(thrown instanceof Error ? thrown : new Error(String(thrown)));
  const world = { landfall, scopes: key.scopes, now: Date.now, version, report };
  const handle = serve(() => createMcpServer(world), {
    // Nothing that there is changes, so nobody waits for changes.
    maxSubscriptions: 0,
    ...(onError && { onerror: onError }),
  });
  return () => handle.close();
}
