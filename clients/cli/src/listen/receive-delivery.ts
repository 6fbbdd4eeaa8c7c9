import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Session } from "../session.ts";
import { checkSignature } from "./check-signature.ts";
import { forward, type Reply } from "./forward.ts";
import type { KnownSecrets } from "./known-secrets.ts";
import type { ListenSettings } from "./listen-words.ts";
import { printReceived, type Received } from "./print-received.ts";
import { Repeats } from "./repeats.ts";

/** Limit for bodies; those of Landfall have at most 256 KB. */
const longestBytes = 1024 * 1024;

/**
 * Creates the request handler: verifies, prints, then forwards or answers as configured.
 *
 * @param onDone is called with the number of answered requests
 */
export function createReceiver(
  session: Session,
  settings: ListenSettings,
  secrets: KnownSecrets,
  onDone: (count: number) => void,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const repeats = new Repeats();
  let begun = 0;
  let count = 0;
  return async (request, response) => {
    const receivedAt = session.world.now();
    begun += 1;
    const mustFail = begun <= settings.failures;
    const body = await readBody(request);
    const { headers } = request;
    const header = (name: string) => first(headers[name]);
    const [signature, repeat] = [
      await checkSignature(headers, body, secrets),
      repeats.note(header("idempotency-key"), header("sched-delivery-id"), header("sched-attempt")),
    ];
    if (settings.delayMs > 0) await wait(settings.delayMs, undefined, { signal: session.signal });
    const reply = await replyTo(request, body, settings, mustFail);
    response.writeHead(reply.status, reply.headers).end(reply.body);
    const received: Received = {
      receivedAt,
      method: request.method ?? "",
      path: request.url ?? "/",
      headers,
      body,
      signature,
      repeat,
      status: reply.status,
      problem: reply.problem,
    };
    printReceived(session, received);
    count += 1;
    onDone(count);
  };
}

async function replyTo(
  request: IncomingMessage,
  body: Uint8Array,
  { forward: target, status }: ListenSettings,
  mustFail: boolean,
): Promise<Reply> {
  const plain = { headers: { "content-type": "text/plain" }, problem: null };
  if (mustFail) return { ...plain, status: 500, body: Buffer.from("failing on order\n") };
  if (target !== null) return forward(request, body, target);
  const hasBody = status !== 204 && status !== 304;
  return { ...plain, status, body: hasBody ? Buffer.from(`${status}\n`) : new Uint8Array() };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > longestBytes) throw new Error(`a body of more than ${longestBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
