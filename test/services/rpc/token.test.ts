import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { Client, credentials, Metadata, status } from "@grpc/grpc-js";
import { describe, expect, it, onTestFinished } from "vitest";
import { noAccess, openOnLoopback } from "../../../services/runtime/rpc/access.ts";
import { connect, serve, token, withToken } from "./serve-telemetry.ts";

/** Returns the code with which the stream of a reflection call ends. */
function reflect(address: string, metadata: Metadata): Promise<number> {
  const client = new Client(address, credentials.createInsecure());
  onTestFinished(() => client.close());
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

describe("a process", () => {
  const start = async (main: string, environment: Record<string, string>) => {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: "mysql://nobody@127.0.0.1:1/none",
        SEALING_KEYS: "k",
        ...environment,
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    return { said, code };
  };

  for (const name of ["scheduler", "dispatcher", "accounts"])
    it(`of ${name} refuses in one line to listen for anybody`, async () => {
      const main = `services/${name}/main.ts`;
      const beyond = await start(main, { LISTEN_ADDRESS: "0.0.0.0:0", RPC_INSECURE_LOOPBACK: "1" });
      expect(beyond).toEqual({ said: expect.stringMatching(/^RPC_TOKEN must be set .*\n$/), code: 1 });
      const loopback = await start(main, {});
      expect(loopback).toEqual({ said: expect.stringMatching(/^RPC_TOKEN must be set .*\n$/), code: 1 });
    });

  it("of the gateway refuses an invalid token with one line", async () => {
    const { said, code } = await start("gateway/main.ts", { RPC_TOKEN: "short" });
    expect({ said, code }).toEqual({ said: expect.stringMatching(/^RPC_TOKEN must be 32 .*\n$/), code: 1 });
    expect(said).not.toContain("short");
  });
});
