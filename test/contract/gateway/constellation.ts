import { EventEmitter } from "node:events";
import { createApp } from "../../../gateway/app.ts";
import { openServices } from "../../../gateway/clients/services.ts";
import type { McpSettings } from "../../../gateway/mcp/settings.ts";
import type { RateLimit } from "../../../gateway/rate-limit.ts";
import { type ArrivalTimes, startHttpServer } from "../../../gateway/server.ts";
import { type Clock, systemClock } from "../../../services/runtime/clock.ts";
import { createLogger } from "../../../services/runtime/logger.ts";
import { createTelemetry } from "../../../services/runtime/telemetry/telemetry.ts";
import { undocumented } from "./documented-answers.ts";
import { type Memory, startServicesInMemory } from "./services-in-memory.ts";

/** An answer, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reaches into answers of every shape
  readonly json: any;
  readonly text: string;
}

/** The gateway before services that keep everything in memory. */
export interface Constellation {
  readonly memory: Memory;
  readonly port: number;
  /** Resolves when the gateway has received this many more requests to the end. */
  received(count: number): Promise<void>;
  /** Sends a request; every answer that the document does not describe fails the test. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  stop(): Promise<void>;
}

/** Text and bytes as they are, anything else as JSON. */
function bytesOf(body: unknown): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  return Uint8Array.from(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));
}

/** Starts both on real sockets; the clock is the gateway's. */
export async function startConstellation({
  clock = systemClock,
  rateLimit = null,
  mcp,
  times,
}: {
  clock?: Clock;
  rateLimit?: RateLimit | null;
  mcp?: McpSettings;
  times?: ArrivalTimes;
} = {}): Promise<Constellation> {
  const memory = await startServicesInMemory();
  const log = createLogger("gateway", "silent");
  const address = `127.0.0.1:${memory.port}`;
  const addresses = { scheduler: address, dispatcher: address, accounts: address };
  const services = openServices(addresses, createTelemetry("gateway"), clock);
  const listener = createApp(services, log, clock, rateLimit, mcp).callback();
  const arrivals = new EventEmitter();
  const server = await startHttpServer(
    (request, response) => {
      request.once("end", () => arrivals.emit("arrival"));
      return listener(request, response);
    },
    { host: "127.0.0.1", port: 0, log, ...(times && { times }) },
  );
  return {
    memory,
    port: server.port,
    received(count) {
      return new Promise((resolve) => {
        let left = count;
        const note = () => {
          if (--left > 0) return;
          arrivals.off("arrival", note);
          setImmediate(resolve);
        };
        arrivals.on("arrival", note);
      });
    },
    async send(method, path, body, headers = {}) {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method,
        headers: { authorization: "Bearer sk_test_1", ...headers },
        ...(body !== undefined && {
          body: bytesOf(body),
        }),
      });
      const text = await response.text();
      const fault = undocumented({ method, path, status: response.status, headers: response.headers, text });
      if (fault !== null) throw new Error(`undocumented answer to ${method} ${path}: ${fault}\n${text}`);
      const isJson =
        (response.headers.get("content-type") ?? "").startsWith("application/json") && text !== "";
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson ? JSON.parse(text) : null,
      };
    },
    async stop() {
      await server.stop();
      services.close();
      await memory.stop();
    },
  };
}
