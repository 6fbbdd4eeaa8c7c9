import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { writeSettled } from "../../../services/dispatcher/dispatch/attempt-span.ts";
import type { Ended } from "../../../services/dispatcher/dispatch/settle.ts";
import { createLogger } from "../../../services/runtime/logging/logger.ts";
import { createOtlpTracer } from "../../../services/runtime/telemetry/otlp/create-otlp-tracer.ts";
import { createTelemetry } from "../../../services/runtime/telemetry/telemetry.ts";
import type { Tracer } from "../../../services/runtime/telemetry/tracer.ts";
import { readTracesConfig } from "../../../services/runtime/telemetry/traces-config.ts";
import { newUlid } from "../../../services/runtime/ulid.ts";
import type { BenchRun } from "../bench-run.ts";
import type { Outcome, Row } from "../report/outcome.ts";

const attempts = 40_000;
const batchRows = 50;

/** Processor time that traces take of each attempt, with none, one in a hundred, and all of them kept. */
export async function measureTraces(run: BenchRun): Promise<Outcome> {
  const sink = createServer((request, response) => {
    request.resume().on("end", () => response.end());
  });
  sink.listen(0, "127.0.0.1");
  await once(sink, "listening");
  const address = sink.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const rows: Row[] = [];
  for (const share of [null, 0, 0.01, 1]) {
    const name = share === null ? "off" : `${share * 100} % kept`;
    rows.push({ contender: name, "us an attempt": await run.steps.run(name, () => costOf(share, port)) });
  }
  sink.close();
  return {
    measure: "traces",
    title: `spans of ${attempts} attempts, to a collector in this process`,
    rows,
    series: [],
  };
}

/** @returns microseconds of processor time */
async function costOf(share: number | null, port: number): Promise<number> {
  const tracer = share === null ? null : tracerOf(share, port);
  const batch = Array.from({ length: batchRows }, ended);
  await write(tracer, batch, attempts / 10);
  const before = process.cpuUsage();
  await write(tracer, batch, attempts);
  await tracer?.close();
  const { user, system } = process.cpuUsage(before);
  return Math.round(((user + system) / attempts) * 100) / 100;
}

async function write(tracer: Tracer | null, batch: readonly Ended[], count: number): Promise<void> {
  for (let done = 0; done < count; done += batchRows) {
    // As the dispatcher asks it, once a batch.
    if (tracer) writeSettled(tracer, batch.map(renamed), { from: Date.now(), to: Date.now() });
    await nextTurn();
  }
}

function tracerOf(share: number, port: number): Tracer {
  const config = readTracesConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_TRACES_SAMPLER: "traceidratio",
    OTEL_TRACES_SAMPLER_ARG: String(share),
    OTEL_BSP_MAX_QUEUE_SIZE: "100000",
  });
  if (config === null) throw new Error("traces are off");
  const telemetry = createTelemetry("bench");
  return createOtlpTracer(config, {
    process: "bench",
    version: "0",
    telemetry,
    log: createLogger("bench", "silent"),
  });
}

/** The same outcome of another delivery. */
function renamed({ settlement, held }: Ended): Ended {
  const { attempt } = settlement;
  return {
    held,
    settlement: { ...settlement, attempt: attempt && { ...attempt, deliveryId: newUlid(Date.now()) } },
  };
}

function ended(): Ended {
  const now = Date.now();
  const id = randomBytes(16);
  const attempt = {
    ...{ id, deliveryId: id, scheduleId: id, projectId: id, mode: "live" as const, number: 1 },
    ...{ startedAt: now, offsetMs: 3, durationMs: 5, outcome: "succeeded" as const, statusCode: 200 },
    ...{ errorCode: null, errorMessage: null, responseBytes: 2, sealedSnippet: null, nextAttemptAt: null },
  };
  const delivery = { id, fence: 1, scheduleId: id, ordinal: 0, recurring: false };
  const settlement = { delivery, state: "succeeded" as const, reason: null, nextAttemptAt: null, attempt };
  return { settlement, held: null };
}
