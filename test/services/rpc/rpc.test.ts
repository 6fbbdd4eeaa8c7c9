import { once } from "node:events";
import { constants, createServer } from "node:http2";
import { afterEach, describe, expect, it } from "vitest";
import { errorKinds } from "../../../generated/rpc/error-codes.ts";
import { AccountsServiceService } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { Mode } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import { createLogger } from "../../../services/runtime/logging/logger.ts";
import { openOnLoopback } from "../../../services/runtime/rpc/access.ts";
import { openRpcClient } from "../../../services/runtime/rpc/client.ts";
import { implement, type RpcContext, type RpcHandlers } from "../../../services/runtime/rpc/implement.ts";
import { startRpcServer } from "../../../services/runtime/rpc/server.ts";

type Handlers = RpcHandlers<typeof AccountsServiceService>;
type Authenticate = Handlers["authenticate"];

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const answer = { caller: { projectId: "prj_1", mode: Mode.TEST }, keyId: "key_1", scopes: ["read"] };
const unused = async () => ({ current: undefined, next: undefined, previous: undefined });
const neverCalled = async (): Promise<never> => {
  throw new Error("no test calls this");
};

async function serve(authenticate: Authenticate, port = 0) {
  const service = implement(AccountsServiceService, {
    authenticate,
    describeKey: neverCalled,
    getQuota: neverCalled,
    startMagicLink: neverCalled,
    verifyMagicLink: neverCalled,
    authenticateSession: neverCalled,
    endSession: neverCalled,
    getMe: neverCalled,
    updateMe: neverCalled,
    getSigningSecrets: unused,
    rotateSigningSecrets: unused,
    deleteSigningSecrets: unused,
    createApiKey: neverCalled,
    listApiKeys: neverCalled,
    rotateApiKey: neverCalled,
    revokeApiKey: neverCalled,
    createEndpoint: neverCalled,
    getEndpoint: neverCalled,
    listEndpoints: neverCalled,
    updateEndpoint: neverCalled,
    deleteEndpoint: neverCalled,
    enableEndpoint: neverCalled,
    disableEndpoint: neverCalled,
    rotateEndpointSecret: neverCalled,
  });
  const server = await startRpcServer({
    errorKinds,
    address: `127.0.0.1:${port}`,
    access: openOnLoopback,
    services: [service],
    descriptors: null,
    log: createLogger("test", "silent"),
    drainMs: 100,
  });
  closing.push(() => server.stop());
  return server;
}

function connect(port: number, timeoutMs = 2_000) {
  const client = openRpcClient(AccountsServiceService, {
    address: `127.0.0.1:${port}`,
    timeoutMs,
    idempotent: ["authenticate"],
  });
  closing.push(() => client.close());
  return client;
}

describe("an rpc", () => {
  it("takes its request and the request id across, and answers", async () => {
    let seen: RpcContext | null = null;
    const server = await serve(async (request, context) => {
      seen = context;
      return { ...answer, keyId: request.apiKey };
    });
    const client = connect(server.port);
    const response = await client.calls.authenticate({ apiKey: "sk_test_1" }, { requestId: "req_1" });
    expect(response.keyId).toBe("sk_test_1");
    expect(seen).toMatchObject({ requestId: "req_1" });
  });

  it("keeps the meaning of a service error, text and all", async () => {
    const thrown = new ServiceError("invalid_api_key", "Der Schlüssel „x“ ist unbekannt.", "key");
    const server = await serve(async () => {
      throw thrown;
    });
    const caught = await connect(server.port)
      .calls.authenticate({ apiKey: "x" })
      .catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(ServiceError);
    expect(caught).toMatchObject({
      code: thrown.code,
      message: thrown.message,
      param: thrown.param,
    });
  });

  it("tells nothing of a defect", async () => {
    const server = await serve(async () => {
      throw new TypeError("secret detail");
    });
    const call = connect(server.port).calls.authenticate({ apiKey: "x" });
    await expect(call).rejects.toThrow(/INTERNAL: internal error$/);
  });

  it("hides an error whose code is not in the contract", async () => {
    const server = await serve(async () => {
      throw new ServiceError("no_such_code", "secret detail");
    });
    const call = connect(server.port).calls.authenticate({ apiKey: "x" });
    await expect(call).rejects.toThrow(/INTERNAL: internal error$/);
  });

  it("is answered before the caller's deadline by a handler that hangs, which is told", async () => {
    const told = Promise.withResolvers<void>();
    const server = await serve((_request, { signal }) => {
      signal.addEventListener("abort", () => told.resolve());
      return new Promise(() => {});
    });
    const call = connect(server.port, 200).calls.authenticate({ apiKey: "x" });
    await expect(call).rejects.toMatchObject({
      message: "The answer took too long; try again.",
    });
    await told.promise;
  });

  it("is unavailable while the server is down, and works again once it is up", async () => {
    const first = await serve(async () => answer);
    await first.stop();
    const client = connect(first.port);
    await expect(client.calls.authenticate({ apiKey: "x" }, { timeoutMs: 150 })).rejects.toMatchObject({
      code: "service_unavailable",
    });
    expect(await client.isServing(100)).toBe(false);
    await serve(async () => answer, first.port);
    await expect(client.calls.authenticate({ apiKey: "x" })).resolves.toMatchObject({ keyId: "key_1" });
    expect(await client.isServing(1_000)).toBe(true);
  });

  it("is unavailable when its session is ended, as for a thousand calls that were given up at once", async () => {
    const server = createServer().on("stream", ({ session }) =>
      session?.goaway(constants.NGHTTP2_INTERNAL_ERROR),
    );
    closing.push(() => server.close());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const call = connect(port).calls.getSigningSecrets({ caller: answer.caller });
    await expect(call).rejects.toMatchObject({ code: "service_unavailable" });
  });

  it("is unavailable when a shutdown cuts it", async () => {
    const began = Promise.withResolvers<void>();
    const server = await serve(() => {
      began.resolve();
      return new Promise(() => {});
    });
    const call = connect(server.port, 5_000).calls.getSigningSecrets({ caller: answer.caller });
    const cut = connect(server.port, 5_000).calls.authenticate(
      { apiKey: "x" },
      { signal: AbortSignal.timeout(3_000) },
    );
    await Promise.all([call, began.promise]);
    const stopped = server.stop();
    await expect(cut).rejects.toMatchObject({ code: "service_unavailable" });
    await stopped;
  });
});

describe("health", () => {
  it("follows what the process says of itself", async () => {
    const server = await serve(async () => answer);
    const client = connect(server.port);
    expect(await client.isServing(1_000)).toBe(true);
    server.setServing(false);
    expect(await client.isServing(1_000)).toBe(false);
  });
});
