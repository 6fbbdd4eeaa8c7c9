import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { OtlpMessage } from "./otlp-message.ts";

/** A span as the collector got it. Instants are milliseconds. */
export interface CollectedSpan {
  readonly service: string;
  readonly resource: Readonly<Record<string, string | number | boolean>>;
  readonly name: string;
  /** 2: server, 3: client, 1: internal. */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty: none. */
  readonly parentSpanId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly events: readonly { readonly name: string; readonly at: number }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly error: string;
}

/** An OTLP receiver of the test's own. */
export interface OtlpCollector extends AsyncDisposable {
  readonly url: string;
  readonly spans: CollectedSpan[];
  readonly requests: { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  /** All that it got, as text in which to look for secrets. */
  readonly received: Buffer[];
  /** Answers each request from now on; null: never, like one that hangs. */
  answer: number | null;
  /** Resolves with the first span for which `wanted` is true. */
  until(wanted: (span: CollectedSpan) => boolean): Promise<CollectedSpan>;
}

interface Awaited {
  readonly wanted: (span: CollectedSpan) => boolean;
  resolve(span: CollectedSpan): void;
}

export async function startOtlpCollector(): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = [];
  const received: Buffer[] = [];
  const requests: OtlpCollector["requests"] = [];
  const awaited = new Set<Awaited>();
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const bytes = request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
    requests.push({ path: request.url ?? "", headers: request.headers });
    if (collector.answer === null) return;
    response.statusCode = collector.answer;
    response.setHeader("content-type", "application/x-protobuf").end();
    if (collector.answer !== 200) return;
    received.push(bytes);
    const got = readSpans(bytes);
    spans.push(...got);
    for (const each of awaited) {
      const found = got.find(each.wanted);
      if (found && awaited.delete(each)) each.resolve(found);
    }
  };
  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const collector: OtlpCollector = {
    url: `http://127.0.0.1:${port}`,
    spans,
    requests,
    received,
    answer: 200,
    until(wanted) {
      const found = spans.find(wanted);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => awaited.add({ wanted, resolve }));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return collector;
}

/** Reads an ExportTraceServiceRequest (opentelemetry-proto 1.x). */
function readSpans(bytes: Buffer): CollectedSpan[] {
  return new OtlpMessage(bytes).messages(1).flatMap((resourceSpans) => {
    const resource = attributesOf(resourceSpans.messages(1)[0], 1);
    const scopes = resourceSpans.messages(2);
    return scopes.flatMap((scope) => scope.messages(2).map((span) => readSpan(span, resource)));
  });
}

function readSpan(span: OtlpMessage, resource: CollectedSpan["resource"]): CollectedSpan {
  return {
    service: String(resource["service.name"]),
    resource,
    traceId: span.hex(1),
    spanId: span.hex(2),
    parentSpanId: span.hex(4),
    name: span.text(5),
    kind: span.number(6),
    startedAt: span.millis(7),
    endedAt: span.millis(8),
    attributes: attributesOf(span, 9),
    events: span.messages(11).map((event) => ({ at: event.millis(1), name: event.text(2) })),
    links: span.messages(13).map((link) => ({ traceId: link.hex(1), spanId: link.hex(2) })),
    error: span.messages(15)[0]?.text(2) ?? "",
  };
}

function attributesOf(message: OtlpMessage | undefined, field: number): CollectedSpan["attributes"] {
  const pairs = (message?.messages(field) ?? []).map((pair) => {
    const value = pair.messages(2)[0];
    return [pair.text(1), value ? contentOf(value) : ""] as const;
  });
  return Object.fromEntries(pairs);
}

function contentOf(value: OtlpMessage): string | number | boolean {
  if (value.has(1)) return value.text(1);
  if (value.has(2)) return value.number(2) === 1;
  return value.has(3) ? value.number(3) : value.double(4);
}
