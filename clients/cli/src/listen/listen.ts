import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Failure } from "../failure.ts";
import type { Session } from "../session.ts";
import { KnownSecrets } from "./known-secrets.ts";
import { type ListenSettings, type ListenWords, listenSettings } from "./listen-words.ts";
import { createQuietWatch } from "./quiet-watch.ts";
import { createReceiver } from "./receive-delivery.ts";

/** Receives deliveries on this machine until Ctrl-C, or until `count` have arrived. */
export async function listen(session: Session, _words: readonly string[], typed: ListenWords): Promise<void> {
  const settings = listenSettings(typed);
  const secrets = new KnownSecrets(session, typed.secret ?? []);
  await secrets.refresh();
  const { output, signal } = session;
  const done = new AbortController();
  const watch = createQuietWatch((text) => output.note(text));
  const receive = createReceiver(session, settings, secrets, (count) => {
    watch.heard();
    if (count >= settings.count) done.abort();
  });
  const server = createServer((request, response) => answer(session, receive, request, response));
  const url = await start(server, settings);
  output.note(`Listening on ${url}, ${answersText(settings)}. Ctrl-C ends it.`);
  if (secrets.problem !== null)
    output.note(`Signatures are not checked: ${secrets.problem.replace(/\.$/, "")}.`);
  watch.begin(`Nothing came yet. To see one: sched in 2s ${url}/hello`);
  try {
    await ended(AbortSignal.any([signal, done.signal]));
  } finally {
    watch.end();
    server.closeIdleConnections();
    server.close();
    if (signal.aborted) server.closeAllConnections();
  }
  signal.throwIfAborted();
}

function answersText({ forward, status, failures, delayMs }: ListenSettings): string {
  const parts = [
    forward === null ? `answering ${status}` : `forwarding to ${forward.href}`,
    ...(failures === 0 ? [] : [`the first ${failures} with 500`]),
    ...(delayMs === 0 ? [] : [`after ${delayMs} ms`]),
  ];
  return parts.join(", ");
}

/** Starts to listen. @throws Failure when the port cannot be used */
async function start(server: Server, { host, port }: ListenSettings): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const why = taken ? `Port ${port} is taken.` : `${host}:${port} cannot be listened on: ${String(error)}`;
    throw new Failure("usage", "cannot_listen", why, [
      `Choose another with --port ${port + 1}, or --port 0 for any that is free.`,
    ]);
  }
  const address = server.address();
  const found = typeof address === "object" && address !== null ? address.port : port;
  return `http://${host.includes(":") ? `[${host}]` : host}:${found}`;
}

function answer(
  { output }: Session,
  receive: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  receive(request, response).catch((error: unknown) => {
    output.note(`A request could not be handled: ${error instanceof Error ? error.message : String(error)}`);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
}

async function ended(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
