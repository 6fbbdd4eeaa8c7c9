import { createServer, type IncomingHttpHeaders } from "node:http";
import { resolve } from "node:path";
import { loadSecrets, verifySignature } from "./receiver/verify-signature.ts";

/**
 * `npm run receiver [-- status [port]]`: a receiver to try Landfall with, on 127.0.0.1 port 9000. Prints
 * every request that comes, with its `Sched-` headers and whether its signature verifies, and answers
 * 200 or the status given, so that `npm run receiver -- 500` shows retries.
 */
const [status = 200, port = 9000] = process.argv.slice(2).map(Number);
const dataDir = resolve(process.env.DATA_DIR || ".data");
const largestBodyBytes = 1024 * 1024;

if (!(status >= 200 && status <= 599 && port >= 1 && port <= 65_535)) {
  console.error("Usage: npm run receiver [-- status [port]], such as npm run receiver -- 500 9001.");
  process.exit(1);
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= largestBodyBytes) chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  response.writeHead(status, { "content-type": "text/plain" }).end(`${status}\n`);
  const signature = verifySignature(request.headers, body, await loadSecrets(dataDir), Date.now());
  console.log(`\n${new Date().toISOString()}  ${request.method} ${request.url}  → ${status}`);
  for (const [name, value] of shown(request.headers)) console.log(`  ${name}: ${value}`);
  console.log(`  signature: ${signature}`);
  if (body.length > 0) console.log(`  ${body.toString().slice(0, 2_000)}`);
});

server.once("error", (error: NodeJS.ErrnoException) => {
  const taken = error.code === "EADDRINUSE";
  console.error(
    taken
      ? `Port ${port} is taken: choose another with npm run receiver -- ${status} ${port + 1}.`
      : error.message,
  );
  process.exitCode = 1;
});
server.listen(port, "127.0.0.1", () => {
  console.log(`Receiving on http://127.0.0.1:${port}, answering ${status}. Ctrl-C ends it.`);
});

function shown(headers: IncomingHttpHeaders): [string, unknown][] {
  return Object.entries(headers).filter(([name]) =>
    /^(sched-|webhook-|idempotency-key|content-type)/.test(name),
  );
}
