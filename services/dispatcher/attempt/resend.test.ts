import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RawReceiver, startRawReceiver } from "../../../test/receiver/raw-receiver.ts";
import { standingClock } from "../../../test/receiver/standing-clock.ts";
import { parseCidrs } from "../../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../../runtime/egress/policy.ts";
import { httpClients, loadClient } from "./connections/http-client.ts";
import type { StartWindow } from "./exchange.ts";
import { createSender, type OutgoingRequest, type Sender } from "./send.ts";

const ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const open: StartWindow = { isOpen: () => true, askAgain: async () => true };

for (const name of httpClients) {
  describe(`by ${name}`, async () => {
    const client = await loadClient(name);
    let receiver: RawReceiver;
    let sender: Sender;
    let standing: ReturnType<typeof standingClock>;
    beforeEach(async () => {
      receiver = await startRawReceiver();
      standing = standingClock();
      sender = createSender({
        clock: standing.clock,
        client,
        policy: createEgressPolicy(parseCidrs("127.0.0.0/8")),
        resolve: async () => ["127.0.0.1"],
        limits: { connectionsPerOrigin: 1 },
      });
    });
    afterEach(async () => {
      await close();
      receiver.close();
    });

    async function close() {
      const closed = sender.close({ graceMs: 0 });
      standing.move(0);
      await closed;
    }

    function send(window: StartWindow = open, parts: Partial<OutgoingRequest> = {}) {
      const headers = ["Idempotency-Key", "dlv_1"];
      const body = Buffer.from("{}");
      const request = { url: receiver.url, method: "POST", headers, body, timeoutMs: 5_000, ...parts };
      return sender.sendWithin(window, request);
    }

    /** A connection that has carried one answer, with the next request written to it. */
    async function onKept(window: StartWindow = open, parts: Partial<OutgoingRequest> = {}) {
      const first = send();
      await receiver.until(() => receiver.requestsOf(0) === 1);
      receiver.sockets[0]?.write(ok);
      await first;
      await new Promise((turn) => setImmediate(() => setImmediate(turn)));
      const result = send(window, parts);
      await receiver.until(() => receiver.requestsOf(0) === 2);
      return result;
    }

    const deaths = {
      closed: () => receiver.sockets[0]?.end(),
      reset: () => receiver.sockets[0]?.resetAndDestroy(),
    };

    describe("a request whose kept connection is lost before any byte of the answer", () => {
      for (const [how, die] of Object.entries(deaths)) {
        for (const method of ["POST", "GET"]) {
          it(`is sent once more, the same, on a new one, as one attempt: ${how}, ${method}`, async () => {
            const result = onKept(open, { method });
            await receiver.until(() => receiver.requestsOf(0) === 2);
            standing.move(1_000);
            die();
            await receiver.until(() => receiver.requestsOf(1) === 1);
            expect(receiver.received[0]?.endsWith(receiver.received[1] ?? "none")).toBe(true);
            standing.move(1_000);
            receiver.sockets[1]?.write(ok);
            expect(await result).toMatchObject({ statusCode: 200, startedAt: 0, durationMs: 2_000 });
            expect(receiver.sockets).toHaveLength(2);
          });
        }
      }

      it("is not sent a third time", async () => {
        const result = onKept();
        await receiver.until(() => receiver.requestsOf(0) === 2);
        deaths.closed();
        await receiver.until(() => receiver.requestsOf(1) === 1);
        receiver.sockets[1]?.end();
        expect(await result).toMatchObject({ code: "reset", requestSent: true });
        expect(receiver.sockets).toHaveLength(2);
      });

      it("keeps its deadline, in the dial of the new connection and after it", async () => {
        const result = onKept();
        await receiver.until(() => receiver.requestsOf(0) === 2);
        standing.move(4_000);
        deaths.closed();
        await receiver.until(() => receiver.requestsOf(1) === 1);
        standing.move(1_000);
        expect(await result).toMatchObject({ code: "timeout", requestSent: true, durationMs: 5_000 });
      });

      it("fails with the error of its new connection", async () => {
        const result = onKept();
        await receiver.until(() => receiver.requestsOf(0) === 2);
        receiver.refuse();
        deaths.closed();
        expect(await result).toMatchObject({ code: "connect", requestSent: true });
      });

      it("asks again if it may start", async () => {
        let isOpen = true;
        let asked = 0;
        const askAgain = async () => {
          asked++;
          isOpen = true;
          return true;
        };
        const result = onKept({ isOpen: () => isOpen, askAgain });
        await receiver.until(() => receiver.requestsOf(0) === 2);
        isOpen = false;
        deaths.closed();
        await receiver.until(() => receiver.requestsOf(1) === 1);
        receiver.sockets[1]?.write(ok);
        expect(await result).toMatchObject({ statusCode: 200 });
        expect(asked).toBe(1);
      });

      it("is not resent if it may not start, and fails with the error of its first connection", async () => {
        let isOpen = true;
        const result = onKept({ isOpen: () => isOpen, askAgain: async () => false });
        await receiver.until(() => receiver.requestsOf(0) === 2);
        isOpen = false;
        deaths.reset();
        expect(await result).toMatchObject({ code: "reset", requestSent: true, startedAt: 0 });
        expect(receiver.requestsOf(1)).toBe(0);
      });
    });

    describe("a request is not sent again", () => {
      it("when a byte of the answer has come", async () => {
        const result = onKept();
        await receiver.until(() => receiver.requestsOf(0) === 2);
        receiver.sockets[0]?.end("H");
        expect(await result).toMatchObject({ code: "reset" });
        expect(receiver.sockets).toHaveLength(1);
      });

      it("on a connection without an earlier answer", async () => {
        const result = send();
        await receiver.until(() => receiver.requestsOf(0) === 1);
        deaths.closed();
        expect(await result).toMatchObject({ code: "reset" });
        expect(receiver.sockets).toHaveLength(1);
      });

      it("when its time runs out", async () => {
        const result = onKept();
        await receiver.until(() => receiver.requestsOf(0) === 2);
        standing.move(5_000);
        expect(await result).toMatchObject({ code: "timeout" });
        expect(receiver.sockets).toHaveLength(1);
      });

      it("when the process ends", async () => {
        const result = onKept();
        await receiver.until(() => receiver.requestsOf(0) === 2);
        await close();
        expect(await result).toMatchObject({ code: "interrupted" });
        expect(receiver.sockets).toHaveLength(1);
      });
    });
  });
}
