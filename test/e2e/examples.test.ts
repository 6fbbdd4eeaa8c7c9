import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { operations } from "../../generated/openapi/operations.gen.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answers } from "../receiver/script.ts";
import { type MailServer, startMailServer } from "../services/fixtures/mail-server.ts";
import { differentShape } from "./examples/different-shape.ts";
import { type Examples, examplesOf, readExamples, writeExamples } from "./examples/example-file.ts";
import { Recorder } from "./examples/exchange.ts";
import { playDeliveries } from "./examples/play-deliveries.ts";
import { playDevClock } from "./examples/play-dev-clock.ts";
import { playFigures, playProject } from "./examples/play-project.ts";
import { playSchedules } from "./examples/play-schedules.ts";
import { playSignIn } from "./examples/play-sign-in.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";

/** Documents whose member names differ from run to run. */
const maps = new Set(["getOpenapi", "getMetricsJson"]);

let landfall: Landfall;
let receiver: Receiver;
let mails: MailServer;
let real: Map<string, Examples>;

beforeAll(async () => {
  receiver = await startReceiver();
  receiver.on("/broken", ...answers(500));
  landfall = await newLandfall();
  mails = await startMailServer();
  await landfall.start({
    DEV_CLOCK: "1",
    SIGN_IN: "magic",
    PUBLIC_URL: landfall.url,
    SMTP_URL: mails.url,
    MAIL_FROM: "no-reply@example.com",
  });
  const recorder = new Recorder(landfall);
  const ask = recorder.ask.bind(recorder);
  const hook = `${receiver.url}/hooks/invoice`;
  await playSchedules({ ask }, hook);
  await playDeliveries({ ask }, hook, `${receiver.url}/broken`, untilDelivery);
  await playProject({ ask }, hook);
  await vi.waitFor(untilFigures, { timeout: 30_000, interval: 250 });
  await playFigures({ ask });
  await playSignIn({ ask }, landfall.url, mails);
  await playDevClock({ ask });
  real = examplesOf(recorder.exchanges);
  if (process.env.RECORD_EXAMPLES === "1") writeExamples(real, receiver.url);
}, 120_000);
afterAll(async () => {
  await landfall[Symbol.asyncDispose]();
  await receiver.close();
  await mails.close();
});

async function untilDelivery(scheduleId: string, state: string): Promise<string> {
  const read = async () => {
    const response = await landfall.request("GET", `/v1/schedules/${scheduleId}/deliveries`);
    const [delivery] = (await response.json()).data;
    expect(delivery.state).toBe(state);
    return delivery.id;
  };
  return vi.waitFor(read, { timeout: 20_000, interval: 100 });
}

/** Figures are seconds old. */
async function untilFigures(): Promise<void> {
  const response = await landfall.request("GET", "/v1/overview");
  expect((await response.json()).offset_ms.p50).not.toBeNull();
}

describe("the examples of the contract", () => {
  for (const id of Object.keys(operations)) {
    it(`${id}: have the shape of what is really answered`, () => {
      const example = readExamples(id);
      const answered = real.get(id);
      expect(Object.keys(example.answers)).toEqual(Object.keys(answered?.answers ?? {}));
      expect(example.request === undefined).toBe(answered?.request === undefined);
      for (const [status, shown] of Object.entries(example.answers)) {
        if (maps.has(id) && status === "200") continue;
        expect(differentShape(shown, answered?.answers[status], status)).toEqual([]);
      }
    });
  }
});
