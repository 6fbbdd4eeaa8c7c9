import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packSdk } from "../../../scripts/sdk/pack-sdk.ts";
import { freePorts } from "../../../scripts/start/processes/free-ports.ts";
import { installLocked } from "../packages/install-locked.ts";
import type { Given, Mount, Mounted } from "./mounted.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const next = "node_modules/next/dist/bin/next";
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: undefined };

/** The app of `../packages/next`, with the SDK from its tarball, built for production. @returns its folder */
export async function buildNext(): Promise<string> {
  const folder = await installLocked("next");
  const packed = mkdtempSync(join(tmpdir(), "landfall-sdk-next-"));
  try {
    packSdk(root, packed);
    const installed = join(folder, "node_modules/@landfall/sdk");
    rmSync(installed, { recursive: true, force: true });
    cpSync(join(packed, "package"), installed, { recursive: true });
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
  await promisify(execFile)(process.execPath, [next, "build"], { cwd: folder, env: environment });
  return folder;
}

/** Next's own server with that app. @param paths of the route with the receiver, and of one that reads the body first */
export function mountNext(app: () => string, path: string, tooEarlyPath: string): Mount {
  return async (given, tooEarly = false): Promise<Mounted> => {
    const errors: Error[] = [];
    const test = await listening(bridge(given, errors));
    const [port = 0] = await freePorts(1);
    const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
      cwd: app(),
      env: { ...environment, TEST_URL: test.url, RECEIVER_SECRETS: JSON.stringify(given.secrets) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    await untilReady(child);
    return {
      url: `http://127.0.0.1:${port}${tooEarly ? tooEarlyPath : path}`,
      errors,
      async close() {
        const ended = once(child, "close");
        child.kill("SIGTERM");
        await ended;
        test.server.closeAllConnections();
        test.server.close();
      },
    };
  };
}

/** Takes what the app tells: deliveries, which the test may refuse, and errors. */
function bridge(given: Given, errors: Error[]): Server {
  return createServer(async (request, response) => {
    const told = JSON.parse((await whole(request)).toString());
    try {
      if (request.url === "/errors") errors.push(Object.assign(new Error(told.message), { name: told.name }));
      else await given.onDelivery(deliveryOf(told));
      response.writeHead(204).end();
    } catch {
      response.writeHead(500).end();
    }
  });
}

function deliveryOf(told: Record<string, string> & { attempt: number }) {
  const rawBody = Buffer.from(told.body ?? "", "base64");
  const { idempotencyKey = null, deliveryId = null, scheduleId = null, attempt } = told;
  const text = () => rawBody.toString();
  return {
    ...{ idempotencyKey, deliveryId, scheduleId, attempt, rawBody, text },
    scheduledFor: new Date(told.scheduledFor ?? ""),
    signedAt: new Date(told.signedAt ?? ""),
    json: () => JSON.parse(text()),
  };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function listening(server: Server): Promise<{ server: Server; url: string }> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { server, url: `http://127.0.0.1:${port}` };
}

function untilReady(child: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((ready, fail) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (/ready in/i.test(said)) ready();
      });
    }
    child.once("close", () => fail(new Error(`next ended before it was ready: ${said}`)));
  });
}
