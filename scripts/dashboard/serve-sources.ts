import { createServer } from "vite";
import { viteOptions } from "./vite-options.ts";

/** Paths of the API that the console asks. */
const asked = ["/v1", "/healthz", "/readyz", "/metricsz", "/reference", "/openapi.json"];

/**
 * Serves the console from its sources on a free port of the loopback; a change shows at once.
 *
 * @param apiUrl answers its calls
 * @returns the address
 */
export async function serveSources(root: string, apiUrl: string): Promise<string> {
  const server = await createServer({
    ...viteOptions(root, "unused"),
    server: {
      host: "127.0.0.1",
      proxy: Object.fromEntries(asked.map((path) => [path, { target: apiUrl }])),
      fs: { allow: [root] },
    },
  });
  await server.listen();
  return `Console: ${server.resolvedUrls?.local[0] ?? ""}`;
}
