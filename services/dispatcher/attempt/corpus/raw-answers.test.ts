import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startRawReceiver } from "../../../../test/receiver/raw-receiver.ts";
import { parseCidrs } from "../../../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../../../runtime/egress/policy.ts";
import { systemClock } from "../../../runtime/time/clock.ts";
import type { OpenConnection } from "../connections/http-connection.ts";
import type { AttemptResult } from "../result.ts";
import { createSender } from "../send.ts";
import { openUndici } from "../undici/undici-connection.ts";
import { type RawAnswer, rawAnswers } from "./raw-answers.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function say(socket: Socket, { bytes, closes }: RawAnswer, inBytes: boolean): Promise<void> {
  const all = Buffer.from(bytes, "latin1");
  for (let at = 0; inBytes && at < all.length && !socket.destroyed; at++) {
    socket.write(all.subarray(at, at + 1));
    await turn();
  }
  if (!inBytes) socket.write(all);
  if (closes) socket.end();
}

/** Lets a receiver send the answer and returns the client's result. */
async function takenFor(answer: RawAnswer, client: OpenConnection | undefined, inBytes: boolean) {
  const receiver = await startRawReceiver();
  const sender = createSender({
    clock: systemClock,
    policy: createEgressPolicy(parseCidrs("127.0.0.0/8")),
    resolve: async () => ["127.0.0.1"],
    limits: { connectionsPerOrigin: 1 },
    ...(client ? { client } : {}),
  });
  const send = () =>
    sender.send({ url: receiver.url, method: "GET", headers: [], body: Buffer.alloc(0), timeoutMs: 10_000 });
  const sent = send();
  await receiver.until(() => receiver.requestsOf(0) === 1);
  const [first] = receiver.sockets;
  if (first) await say(first, answer, inBytes);
  const result = await sent;
  const isKept = !answer.closes && result.kind === "response" ? await isUsedAgain(receiver, send) : null;
  await sender.close({ graceMs: 0 });
  receiver.close();
  return told(result) + (isKept === null ? "" : isKept ? ", kept" : ", closed");
}

async function isUsedAgain(receiver: Awaited<ReturnType<typeof startRawReceiver>>, send: () => unknown) {
  for (let turns = 0; turns < 5; turns++) await turn();
  void send();
  await receiver.until(() => receiver.requestsOf(0) === 2 || receiver.requestsOf(1) === 1);
  return receiver.requestsOf(0) === 2;
}

function told(result: AttemptResult): string {
  if (result.kind === "response") return `${result.statusCode} ${JSON.stringify(String(result.snippet))}`;
  return [result.code, result.statusCode].filter((each) => each !== null).join(" ");
}

/** Longer answers are not sent byte by byte. */
const shortBytes = 2_000;

async function takenInPieces(answer: RawAnswer, client?: OpenConnection): Promise<string> {
  const whole = await takenFor(answer, client, false);
  if (answer.bytes.length > shortBytes) return whole;
  const inBytes = await takenFor(answer, client, true);
  return whole === inBytes ? whole : `${whole}; byte by byte: ${inBytes}`;
}

describe("our own client takes", () => {
  for (const answer of rawAnswers) {
    it.concurrent(`${answer.name}: ${answer.expected}`, async () => {
      expect(await takenInPieces(answer)).toBe(answer.expected);
    });
  }
});

describe("undici takes", () => {
  const differences = listedDifferences();
  for (const answer of rawAnswers) {
    const expected = differences.get(answer.name)?.undici ?? answer.expected;
    it.concurrent(`${answer.name}: ${expected}`, async () => {
      expect(await takenInPieces(answer, openUndici)).toBe(expected);
    });
  }

  it("differs from undici only in the listed answers", () => {
    const expected = new Map(rawAnswers.map((each) => [each.name, each.expected]));
    const wrong = [...differences].filter(
      ([name, { ours, undici }]) => expected.get(name) !== ours || ours === undici,
    );
    expect(wrong).toEqual([]);
  });
});

interface Difference {
  readonly ours: string;
  readonly undici: string;
}

/**
 * Reads the table in `attempt/README.md`: the answer's name, our client's result, undici's result, and the
 * reason.
 */
function listedDifferences(): Map<string, Difference> {
  const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");
  const [, table = ""] = /\n## Where undici differs\n([\s\S]*?)(?=\n## |$)/.exec(readme) ?? [];
  const differences = new Map<string, Difference>();
  for (const line of table.split("\n").filter((each) => each.startsWith("| `"))) {
    const [, names = "", ours = "", undici = "", reason = ""] = line.split("|").map((cell) => cell.trim());
    if (reason === "") throw new Error(`a difference without a reason: ${line}`);
    const difference = { ours: ours.replaceAll("`", ""), undici: undici.replaceAll("`", "") };
    for (const [, name = ""] of names.matchAll(/`([^`]+)`/g)) differences.set(name, difference);
  }
  return differences;
}
