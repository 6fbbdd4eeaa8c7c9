import { createServer, request } from "node:http";

/**
 * Stands in for any of the four processes: listens at its address, is ready when its peers are, and drains on SIGTERM
 * or the end of its standard input. FAKE_<NAME>=`die` ends it at once, `stuck` makes it ignore SIGTERM.
 */
const name = process.argv[2] ?? "unnamed";
const manner = process.env[`FAKE_${name.toUpperCase()}`];
if (manner === "die") {
  process.stdout.write(`${JSON.stringify({ level: 50, msg: `${name} cannot go on` })}\n`);
  process.exit(3);
}

const peers = ["SCHEDULER_ADDRESS", "DISPATCHER_ADDRESS", "ACCOUNTS_ADDRESS"].flatMap(
  (each) => process.env[each] ?? [],
);
const server = createServer(async (_request, response) => {
  const answers = await Promise.allSettled(peers.map(ask));
  response.writeHead(answers.every((answer) => answer.status === "fulfilled") ? 200 : 503).end();
});

/** Converts one of our addresses to options of Node's net and http. */
function placeOf(address: string): { path: string } | { host: string; port: number } {
  if (address.startsWith("unix:")) return { path: address.slice("unix:".length) };
  const at = address.lastIndexOf(":");
  return { host: address.slice(0, at), port: Number(address.slice(at + 1)) };
}

function ask(peer: string): Promise<void> {
  const place = placeOf(peer);
  const options = "path" in place ? { socketPath: place.path } : place;
  return new Promise((resolve, reject) => {
    const asked = request(options, (response) => response.resume().once("end", resolve));
    asked.once("error", reject).end();
  });
}

const drain = (why: string) => {
  process.stdout.write(`${JSON.stringify({ level: 40, msg: `${name} drains`, err: { message: why } })}\n`);
  server.close();
  server.closeAllConnections();
  process.stdin.destroy();
};
process.on("SIGTERM", () => {
  if (manner !== "stuck") drain("asked to");
});
process.stdin.resume().on("end", () => drain("the supervisor is gone"));

const listen = process.env.LISTEN_ADDRESS ?? `${process.env.HOST}:${process.env.PORT}`;
server.listen(placeOf(listen), () =>
  process.stdout.write(`${JSON.stringify({ level: 30, msg: "listening" })}\n`),
);
