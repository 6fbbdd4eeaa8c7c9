import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { startConstellation } from "../fixtures/constellation.ts";

const body = JSON.stringify({ endpoint: "https://example.com/", delay: "1h" });

describe("a gateway that is asked to stop", () => {
  it("answers what is in flight, says that it closes, and takes nothing new", async () => {
    const stars = await startConstellation();
    const held = Promise.withResolvers<void>();
    stars.memory.hold = held.promise;
    const inFlight = stars.send("POST", "/v1/schedules", body);
    while (stars.memory.createCalls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = stars.stop();
    await expect(refused(stars.port)).resolves.toBe(true);
    held.resolve();
    const { status, headers } = await inFlight;
    expect([status, headers.get("connection")]).toEqual([201, "close"]);
    await stopped;
  });
});

function refused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(false));
    socket.on("error", () => resolve(true));
  });
}
