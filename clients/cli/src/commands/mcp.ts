import { extname } from "node:path";
import { type AddCommand, act } from "../act.ts";
import { examplesOf } from "../examples-of.ts";
import { Failure } from "../failure.ts";
import type { Session } from "../session.ts";

/** Adds `sched mcp`: the MCP server on stdin and stdout. */
export const addMcp: AddCommand = (parent, context) => {
  const command = parent.command("mcp").description("Serve MCP on stdin and stdout, for agents");
  examplesOf(command, "sched mcp");
  act(command, context, async (session) => {
    const { baseUrl, apiKey } = session.connection;
    const serveStdio = await loadServer();
    const onError = (error: Error) => session.output.note(error.message);
    const close = await serveStdio({ apiKey, baseUrl, onError });
    await closedByClient(session);
    await close();
  });
};

/** Standard input ends when the client goes. */
function closedByClient({ world, signal }: Session): Promise<void> {
  return new Promise((closed) => {
    for (const event of ["end", "close"]) world.stdin.once(event, () => closed());
    signal.addEventListener("abort", () => closed());
  });
}

/** Options of the server, by the names of `clients/mcp/src/stdio.ts`. */
interface StdioOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly onError: (error: Error) => void;
}

type ServeStdio = (options: StdioOptions) => Promise<() => Promise<void>>;

/**
 * Loads the MCP server when it is used: its packages are larger than all of `sched`.
 *
 * @throws Failure where it is not built in
 */
async function loadServer(): Promise<ServeStdio> {
  const entry = new URL(`../../../mcp/src/stdio${extname(import.meta.url)}`, import.meta.url);
  let found: unknown;
  try {
    found = await import(entry.href);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new Failure("unexpected", "no_mcp", `The MCP server is no part of this build: ${error.message}`);
  }
  if (hasServer(found)) return found.serveStdio;
  throw new Failure("unexpected", "no_mcp", `${entry.pathname} exports no serveStdio.`);
}

function hasServer(found: unknown): found is { serveStdio: ServeStdio } {
  return (
    typeof found === "object" &&
    found !== null &&
    "serveStdio" in found &&
    typeof found.serveStdio === "function"
  );
}
