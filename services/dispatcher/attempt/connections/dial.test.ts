import { describe, expect, it } from "vitest";
import { testCertificate } from "../../../../test/receiver/certificate.ts";
import { startReceiver } from "../../../../test/receiver/receiver.ts";
import { standingClock } from "../../../../test/receiver/standing-clock.ts";
import { parseCidrs } from "../../../runtime/egress/cidrs.ts";
import { createEgressPolicy, type EgressPolicy } from "../../../runtime/egress/policy.ts";
import { ResolveError } from "../../../runtime/egress/resolve.ts";
import { systemClock } from "../../../runtime/time/clock.ts";
import { createSender, type SenderOptions } from "../send.ts";
import { httpClients, loadClient } from "./http-client.ts";

const loopback = createEgressPolicy(parseCidrs("127.0.0.0/8"));
const nothingAllowed = createEgressPolicy([]);

for (const name of httpClients) {
  describe(`the dial of ${name}`, async () => {
    const client = await loadClient(name);
    async function attempt(url: string, options: Partial<SenderOptions>) {
      const sender = createSender({
        clock: systemClock,
        client,
        policy: loopback,
        resolve: async () => ["127.0.0.1"],
        ...options,
      });
      const request = { url, method: "POST", headers: [], body: Buffer.from("x"), timeoutMs: 3_000 };
      try {
        return await sender.send(request);
      } finally {
        await sender.close({ graceMs: 0 });
      }
    }

    describe("the guard at the dial", () => {
      const dialsNothing = async () => {
        throw new Error("an address needs no lookup");
      };
      const blocked: readonly [string, string, Partial<SenderOptions>][] = [
        ["a literal address", "https://127.0.0.1/", { policy: nothingAllowed, resolve: dialsNothing }],
        ["a literal IPv6 address", "https://[::1]/", { policy: nothingAllowed, resolve: dialsNothing }],
        ["a mapped address", "https://[::ffff:7f00:1]/", { policy: nothingAllowed, resolve: dialsNothing }],
        ["a name that means the inside", "https://inside.example/", { policy: nothingAllowed }],
        ["plain http to a public address", "http://8.8.8.8/", {}],
        ["another port on a public address", "https://8.8.8.8:8443/", {}],
        [
          "plain http to a name of a public address",
          "http://a.example/",
          { resolve: async () => ["8.8.8.8"] },
        ],
      ];
      for (const [what, url, options] of blocked) {
        it(`refuses ${what}`, async () => {
          expect(await attempt(url, options)).toMatchObject({
            kind: "error",
            code: "blocked",
            requestSent: false,
          });
        });
      }

      it("dials only the permitted ones of several addresses", async () => {
        await using receiver = await startReceiver();
        const url = `http://mixed.example:${receiver.port}/`;
        const resolve = async () => ["10.0.0.1", "169.254.169.254", "127.0.0.1"];
        expect((await attempt(url, { resolve })).statusCode).toBe(200);
      });

      it("checks every dial: a name is refused once it resolves to a forbidden address", async () => {
        await using receiver = await startReceiver();
        const answers = [["127.0.0.1"], ["10.0.0.1"]];
        const sender = createSender({
          clock: systemClock,
          client,
          policy: loopback,
          resolve: async () => answers.shift() ?? [],
        });
        const request = { method: "POST", headers: [], body: Buffer.alloc(0), timeoutMs: 3_000 };
        const url = `http://moving.example:${receiver.port}/`;
        receiver.on("/", {
          do: "raw",
          bytes: "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        });
        expect((await sender.send({ ...request, url })).statusCode).toBe(200);
        expect(await sender.send({ ...request, url })).toMatchObject({ code: "blocked" });
        await sender.close({ graceMs: 0 });
      });

      it("checks the address of the connected socket again", async () => {
        await using receiver = await startReceiver();
        const verdicts = (["allowed", "blocked"] as const).values();
        const policy: EgressPolicy = { permits: () => verdicts.next().value ?? "blocked" };
        const result = await attempt(receiver.url, { policy });
        expect(result).toMatchObject({ code: "blocked", requestSent: false });
        expect(receiver.requests).toHaveLength(0);
      });
    });

    describe("a dial that fails", () => {
      it("reports DNS", async () => {
        const resolve = async () => {
          throw new ResolveError("the name does not exist or has no address");
        };
        expect(await attempt("https://nowhere.example/", { resolve })).toMatchObject({
          code: "dns",
          message: "the name does not exist or has no address",
          requestSent: false,
        });
      });

      it("reports a refused connection", async () => {
        const receiver = await startReceiver();
        await receiver.close();
        expect(await attempt(receiver.url, {})).toMatchObject({
          code: "connect",
          message: "the connection was refused",
        });
      });

      it("reports a timeout when the name does not resolve in time", async () => {
        const standing = standingClock();
        const sender = createSender({
          clock: standing.clock,
          client,
          policy: loopback,
          resolve: () => new Promise(() => {}),
        });
        const request = {
          url: "https://slow.example/",
          method: "POST",
          headers: [],
          body: Buffer.alloc(0),
          timeoutMs: 900,
        };
        const result = sender.send(request);
        standing.move(900);
        expect(await result).toMatchObject({
          code: "timeout",
          message: "no connection to the receiver within 900 ms",
          requestSent: false,
          durationMs: 900,
        });
        await sender.close({ graceMs: 0 });
        expect(standing.timerCount).toBe(0);
      });
    });

    describe("TLS", () => {
      const trusting = { tls: { ca: testCertificate.cert } };

      it("delivers to a trusted certificate, by address and by name", async () => {
        await using receiver = await startReceiver({ tls: testCertificate });
        expect((await attempt(receiver.url, trusting)).statusCode).toBe(200);
        expect((await attempt(`https://localhost:${receiver.port}/`, trusting)).statusCode).toBe(200);
        expect((await attempt(`https://localhost.:${receiver.port}/`, trusting)).statusCode).toBe(200);
      });

      it("refuses an unknown issuer and another name", async () => {
        await using receiver = await startReceiver({ tls: testCertificate });
        expect(await attempt(receiver.url, {})).toMatchObject({
          code: "tls",
          message: "the certificate is self-signed",
        });
        expect(await attempt(`https://other.example:${receiver.port}/`, trusting)).toMatchObject({
          code: "tls",
          message: "the certificate is for another name",
        });
        expect(receiver.requests).toHaveLength(0);
      });

      it("reports a peer that does not speak TLS", async () => {
        await using receiver = await startReceiver();
        const result = await attempt(receiver.url.replace("http:", "https:"), trusting);
        expect(result).toMatchObject({ code: "tls", requestSent: false });
      });
    });
  });
}
