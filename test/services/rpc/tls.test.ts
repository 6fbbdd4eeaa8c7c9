import { Client, credentials, Metadata, status } from "@grpc/grpc-js";
import { describe, expect, it, onTestFinished } from "vitest";
import type { RpcAccess, RpcTls } from "../../../services/runtime/rpc/access.ts";
import { certificateOfAnotherName, testCertificate } from "../../receiver/certificate.ts";
import { connect, serve, token, withToken } from "./serve-telemetry.ts";

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

  it("keeps out a client that trusts the server and has the token, but no certificate", async () => {
    const { port } = await serve("127.0.0.1:0", ours);
    const call = (own: readonly Buffer[]) => {
      const [key = null, cert = null] = own;
      const client = new Client(
        `localhost:${port}`,
        credentials.createSsl(Buffer.from(testCertificate.cert), key, cert),
      );
      onTestFinished(() => client.close());
      const metadata = new Metadata();
      metadata.set("authorization", `Bearer ${token}`);
      const asItIs = (bytes: Buffer) => bytes;
      const path = "/landfall.telemetry.v1.TelemetryService/GetStatus";
      return new Promise((resolve) => {
        client.makeUnaryRequest(path, asItIs, asItIs, Buffer.alloc(0), metadata, (error) =>
          resolve(error?.code ?? status.OK),
        );
      });
    };
    expect(await call([])).toBe(status.UNAVAILABLE);
    expect(await call([Buffer.from(testCertificate.key), Buffer.from(testCertificate.cert)])).toBe(status.OK);
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
