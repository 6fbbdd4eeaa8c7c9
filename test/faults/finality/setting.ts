import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "../../database/create-test-database.ts";
import { testCertificate } from "../../receiver/certificate.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../../receiver/receiver.ts";
import { answer } from "../../receiver/script.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { fillPort } from "../fixtures/fill-port.ts";
import { openGate } from "../fixtures/gate.ts";
import { startNamesAtOnce, startSlowNames } from "../fixtures/slow-names.ts";
import { slowMs } from "./verbs.ts";

/** Conditions of a wave: none, a store that answers late, processes that stand still. */
export const weathers = ["calm", "slow store", "stopped processes"] as const;
export type Weather = (typeof weathers)[number];

/** Delay between begin and first byte: none, a name server, silent addresses, or a handshake. */
export const ways = ["a fast way", "a slow name", "a slow connect", "a slow handshake"] as const;
export type Way = (typeof ways)[number];

/** Processes, receivers and the delays between them. */
export interface Setting extends AsyncDisposable {
  readonly running: Constellation;
  turn(to: Weather): void;
  /** Returns the origin of a destination. */
  base(way: Way, number: number): string;
  /** All that came so far. */
  requests(): ReceivedRequest[];
}

/** @param between uniform, from a seed */
export async function startSetting(between: (least: number, most: number) => number): Promise<Setting> {
  const closing: (() => unknown)[] = [];
  const opened = <Part extends AsyncDisposable>(part: Part): Part => {
    closing.push(() => part[Symbol.asyncDispose]());
    return part;
  };
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  const plain = opened(await startReceiver());
  const secure = opened(await startReceiver({ tls: testCertificate }));
  for (const receiver of [plain, secure]) answerAll(receiver);
  const handshakes = opened(await openGate(secure.port, { newMs: () => between(200, 3_000) }));
  opened(await fillPort(plain.port));
  let weather: Weather = "calm";
  const isHeld = () => weather === "slow store" && between(0, 1) < 0.05;
  const backMs = () => (isHeld() ? between(500, 3_000) : 0);
  const store = opened(await openGate(Number(new URL(database.url).port), { backMs }));
  const slowNames = opened(await startSlowNames());
  const namesAtOnce = opened(await startNamesAtOnce());
  const folder = mkdtempSync(join(tmpdir(), "landfall-finality-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "receiver.pem"), testCertificate.cert);
  const running = opened(
    await startConstellation(database, {
      schedulers: 1,
      dispatchers: 2,
      accounts: true,
      environment: {
        NODE_EXTRA_CA_CERTS: join(folder, "receiver.pem"),
        NAME_SERVERS: slowNames.address,
      },
      judgesEnvironment: { NAME_SERVERS: namesAtOnce.address },
      dispatcherUrl: (place, url) => {
        const through = new URL(url);
        if (place === 0) through.port = String(store.port);
        return through.href;
      },
    }),
  );
  const bases: Record<Way, (number: number) => string> = {
    "a fast way": () => plain.url,
    "a slow name": (number) =>
      `http://slow${Math.round(between(200, 3_000))}-${number}.example:${plain.port}`,
    "a slow connect": (number) => `http://full-${number}.example:${plain.port}`,
    "a slow handshake": () => `https://127.0.0.1:${handshakes.port}`,
  };
  return {
    running,
    turn(to) {
      weather = to;
    },
    base: (way, number) => bases[way](number),
    requests: () => [...plain.requests, ...secure.requests],
    async [Symbol.asyncDispose]() {
      for (const close of closing.reverse()) await close();
    },
  };
}

/** One request per connection, so that every request has the same delay. */
function answerAll(receiver: Receiver): void {
  receiver.on("*", ({ url }) =>
    answer(url.endsWith("-fails") ? 500 : 200, {
      headers: { connection: "close" },
      ...(url.endsWith("-slow") && { delayMs: slowMs }),
    }),
  );
}
