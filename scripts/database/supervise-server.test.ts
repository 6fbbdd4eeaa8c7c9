import { describe, expect, it, vi } from "vitest";
import type { ServerProcess } from "./server-process.ts";
import { superviseServer } from "./supervise-server.ts";

const megabyte = 1024 * 1024;

/** A server without a server: it ends when it is told to. */
function aServer() {
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  let alive = true;
  const end = (how: string) => {
    alive = false;
    resolve(how);
  };
  const server: ServerProcess = {
    ended,
    isAlive: () => alive,
    kill: () => end("signal SIGKILL"),
    stop: async () => end("signal SIGTERM"),
  };
  return { server, end };
}

/** A supervised server whose disk has `disk.room` bytes, and which answers when `disk.answers` says so. */
function supervised() {
  const disk = { room: 64 * megabyte, asked: 0, answers: true };
  const first = aServer();
  const launched: ReturnType<typeof aServer>[] = [];
  const said: string[] = [];
  const supervision = superviseServer(first.server, {
    launch() {
      const next = aServer();
      launched.push(next);
      return next.server;
    },
    answers: async () => disk.answers,
    room() {
      disk.asked++;
      return disk.room;
    },
    logPath: "server.log",
    say: (line) => said.push(line),
  });
  return { disk, first, launched, said, supervision };
}

describe("a server that is kept running", () => {
  it("is started again when it dies, and not when it is stopped", async () => {
    const { first, launched, said, supervision } = supervised();
    first.end("signal SIGABRT");
    await vi.waitFor(() => expect(launched).toHaveLength(1));
    expect(said[0]).toContain("signal SIGABRT");
    await supervision.stop();
    expect(launched).toHaveLength(1);
  });

  it("waits for room on its disk, and says so once", async () => {
    const { disk, first, launched, said, supervision } = supervised();
    disk.room = 0;
    first.end("signal SIGABRT");
    await vi.waitFor(() => expect(disk.asked).toBeGreaterThan(3), 5_000);
    expect(launched).toHaveLength(0);
    expect(said.filter((line) => line.includes("disk is full"))).toHaveLength(1);
    disk.room = 64 * megabyte;
    await vi.waitFor(() => expect(launched).toHaveLength(1));
    await supervision.stop();
  });

  it("is started anew when it ran out of room while it started and there is some again", async () => {
    const { disk, first, launched, supervision } = supervised();
    disk.answers = false;
    first.end("signal SIGABRT");
    await vi.waitFor(() => expect(launched).toHaveLength(1));
    disk.room = 0;
    const asked = disk.asked;
    await vi.waitFor(() => expect(disk.asked).toBeGreaterThan(asked + 1), 5_000);
    disk.room = 64 * megabyte;
    await vi.waitFor(() => expect(launched).toHaveLength(2), 5_000);
    await supervision.stop();
  });

  it("stops while it waits for room", async () => {
    const { disk, first, launched, supervision } = supervised();
    disk.room = 0;
    first.end("signal SIGABRT");
    await vi.waitFor(() => expect(disk.asked).toBeGreaterThan(1), 5_000);
    await supervision.stop();
    expect(launched).toHaveLength(0);
  });
});
