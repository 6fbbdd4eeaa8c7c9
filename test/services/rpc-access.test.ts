import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Client, credentials, Metadata, status } from "@grpc/grpc-js";
import { afterEach, describe, expect, it } from "vitest";
import { descriptors } from "../../generated/rpc/descriptors.ts";
import { TelemetryServiceService } from "../../generated/rpc/landfall/telemetry/v1/telemetry.ts";
import { createLogger } from "../../services/runtime/logger.ts";
import { noAccess, openOnLoopback, type RpcAccess, type RpcTls } from "../../services/runtime/rpc/access.ts";
import { openRpcClient } from "../../services/runtime/rpc/client.ts";
import { implement } from "../../services/runtime/rpc/implement.ts";
import { type RpcServer, startRpcServer } from "../../services/runtime/rpc/server.ts";
import { createTelemetry } from "../../services/runtime/telemetry/telemetry.ts";
import { certificateOfAnotherName, testCertificate } from "../receiver/certificate.ts";

const token = "right-token-of-more-than-32-characters";
const withToken: RpcAccess = { ...noAccess, token };
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "landfall-rpc-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function serve(address: string, access: RpcAccess): Promise<RpcServer> {
  const server = await startRpcServer({
    address,
    access,
    services: [implement(TelemetryServiceService, createTelemetry("test").handlers)],
    descriptors,
    log: createLogger("test", "silent"),
    drainMs: 100,
  });
  closing.push(() => server.stop());
  return server;
}

function connect(address: string, access?: RpcAccess) {
  const client = openRpcClient(TelemetryServiceService, {
    address,
    ...(access && { access }),
    timeoutMs: 2_000,
    idempotent: [],
  });
  closing.push(() => client.close());
  return client;
}

/** The code that reflection's stream ends with. */
function reflect(address: string, metadata: Metadata): Promise<number> {
  const client = new Client(address, credentials.createInsecure());
  closing.push(() => client.close());
  const asItIs = (bytes: Buffer) => bytes;
  const path = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
  const call = client.makeBidiStreamRequest(path, asItIs, asItIs, metadata);
  call.on("data", () => undefined).on("error", () => undefined);
  return new Promise((resolve) => {
    call.on("status", ({ code }) => resolve(code));
    call.end();
  });
}

describe("the token", () => {
  it("lets in over TCP who carries it: calls, health and reflection", async () => {
    const { port } = await serve("127.0.0.1:0", withToken);
    const client = connect(`127.0.0.1:${port}`, withToken);
    await expect(client.calls.getStatus({})).resolves.toMatchObject({ problem: undefined });
    expect(await client.isServing(1_000)).toBe(true);
    const metadata = new Metadata();
    metadata.set("authorization", `Bearer ${token}`);
    expect(await reflect(`127.0.0.1:${port}`, metadata)).toBe(status.OK);
  });

  for (const [who, access] of [
    ["none", undefined],
    ["another of the same length", { ...noAccess, token: token.replace("right", "wrong") }],
    ["a longer one", { ...noAccess, token: `${token}x` }],
    ["the beginning of it", { ...noAccess, token: token.slice(0, -1) }],
  ] as const)
    it(`keeps out who carries ${who}`, async () => {
      const { port } = await serve("127.0.0.1:0", withToken);
      const client = connect(`127.0.0.1:${port}`, access);
      await expect(client.calls.getStatus({})).rejects.toThrow(/UNAUTHENTICATED: .*RPC_TOKEN/);
      expect(await client.isServing(1_000)).toBe(false);
    });

  it("keeps reflection from who does not carry it", async () => {
    const { port } = await serve("127.0.0.1:0", withToken);
    expect(await reflect(`127.0.0.1:${port}`, new Metadata())).toBe(status.UNAUTHENTICATED);
  });

  it("is asked of a server on TCP, but for the loopback where that was allowed", async () => {
    await expect(serve("127.0.0.1:0", noAccess)).rejects.toThrow(/^RPC_TOKEN must be set/);
    await expect(serve("0.0.0.0:0", openOnLoopback)).rejects.toThrow(/^RPC_TOKEN must be set/);
    const { port } = await serve("127.0.0.1:0", openOnLoopback);
    await expect(connect(`127.0.0.1:${port}`).calls.getStatus({})).resolves.toBeDefined();
  });
});

describe("mutual TLS", () => {
  const tls = (own: { cert: string; key: string }, trusted: { cert: string }): RpcAccess => {
    const pair: RpcTls = { cert: own.cert, key: own.key, ca: trusted.cert };
    return { ...withToken, tls: pair };
  };
  const ours = tls(testCertificate, testCertificate);

  it("lets in who has a certificate of the same authority, and the token", async () => {
    const { port } = await serve("127.0.0.1:0", ours);
    for (const host of ["127.0.0.1", "localhost"])
      await expect(connect(`${host}:${port}`, ours).calls.getStatus({})).resolves.toBeDefined();
    await expect(connect(`127.0.0.1:${port}`, { ...ours, token: null }).calls.getStatus({})).rejects.toThrow(
      /UNAUTHENTICATED/,
    );
  });

  for (const [what, server, client] of [
    ["a client without TLS", ours, withToken],
    [
      "a client with the certificate of another authority",
      ours,
      tls(certificateOfAnotherName, testCertificate),
    ],
    ["a server with one", tls(certificateOfAnotherName, testCertificate), ours],
    [
      "a server whose certificate names another host than the address",
      tls(certificateOfAnotherName, certificateOfAnotherName),
      tls(certificateOfAnotherName, certificateOfAnotherName),
    ],
    ["a server without TLS", withToken, ours],
  ] as const)
    it(`does not connect ${what}`, async () => {
      const { port } = await serve("127.0.0.1:0", server);
      for (const host of ["127.0.0.1", "localhost"]) {
        const call = connect(`${host}:${port}`, client).calls.getStatus({}, { timeoutMs: 300 });
        await expect(call).rejects.toMatchObject({ code: "service_unavailable" });
      }
    });
});

describe("a Unix socket", () => {
  it("is for its owner, asks for no token, and is gone when the server has stopped", async () => {
    const path = join(newFolder(), "a.sock");
    const server = await serve(`unix:${path}`, { ...withToken, tls: null });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const client = connect(`unix:${path}`);
    await expect(client.calls.getStatus({})).resolves.toBeDefined();
    expect(await client.isServing(1_000)).toBe(true);
    client.close();
    await server.stop();
    expect(existsSync(path)).toBe(false);
  });

  it("takes the place of one that a killed process left", async () => {
    const path = join(newFolder(), "a.sock");
    const code = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    await once(spawn(process.execPath, ["-e", code]), "exit");
    expect(existsSync(path)).toBe(true);
    await serve(`unix:${path}`, noAccess);
    await expect(connect(`unix:${path}`).calls.getStatus({})).resolves.toBeDefined();
  });

  it("takes the place of nothing that lives, and of no other file", async () => {
    const folder = newFolder();
    const path = join(folder, "a.sock");
    await serve(`unix:${path}`, noAccess);
    await expect(serve(`unix:${path}`, noAccess)).rejects.toThrow(`another process listens on ${path}`);
    await expect(connect(`unix:${path}`).calls.getStatus({})).resolves.toBeDefined();
    const file = join(folder, "file");
    writeFileSync(file, "kept");
    await expect(serve(`unix:${file}`, noAccess)).rejects.toThrow(`${file} is no socket`);
    expect(statSync(file).size).toBe(4);
  });

  it("is refused in a folder that others may enter", async () => {
    const folder = newFolder();
    chmodSync(folder, 0o711);
    await expect(serve(`unix:${folder}/a.sock`, noAccess)).rejects.toThrow(`${folder} lets other users in`);
    expect(existsSync(join(folder, "a.sock"))).toBe(false);
  });

  it.runIf(isRoot)("is closed to another user of the machine", async () => {
    const path = join(newFolder(), "a.sock");
    await serve(`unix:${path}`, noAccess);
    expect(await connectAs(nobody, path)).toBe("EACCES");
    const open = mkdtempSync(join(tmpdir(), "landfall-open-"));
    closing.push(() => rmSync(open, { recursive: true, force: true }));
    chmodSync(open, 0o755);
    const reachable = createServer().listen(join(open, "a.sock"));
    closing.push(() => reachable.close());
    await once(reachable, "listening");
    chmodSync(join(open, "a.sock"), 0o666);
    // The way that was barred is a way.
    expect(await connectAs(nobody, join(open, "a.sock"))).toBe("connected");
  });
});

/** What comes of a connection that another user makes. */
async function connectAs(user: number, path: string): Promise<string> {
  const code = `require("node:net").connect(${JSON.stringify(path)})
    .on("connect", () => { process.stdout.write("connected"); process.exit(); })
    .on("error", (error) => process.stdout.write(error.code))`;
  const child = spawn(process.execPath, ["-e", code], {
    uid: user,
    gid: user,
    cwd: "/",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return text(child.stdout);
}
