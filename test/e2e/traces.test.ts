import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CollectedSpan, type OtlpCollector, startOtlpCollector } from "../receiver/otlp-collector.ts";
import { type Receiver, startReceiver } from "../receiver/receiver.ts";
import { answers } from "../receiver/script.ts";
import { type Landfall, newLandfall } from "./fixtures/landfall.ts";
import { attemptsOf, callerSpan, callerTrace, createTraced, traceparent } from "./fixtures/traced.ts";

let receiver: Receiver;
let collector: OtlpCollector;
let landfall: Landfall;
beforeAll(async () => {
  receiver = await startReceiver();
  collector = await startOtlpCollector();
  landfall = await newLandfall();
}, 180_000);
afterAll(async () => {
  await landfall[Symbol.asyncDispose]();
  await receiver.close();
  await collector[Symbol.asyncDispose]();
});

const create = (path: string, fields?: object, headers?: Record<string, string>) =>
  createTraced(landfall, receiver, path, fields, headers);

const settled = (scheduleId: string, outcome = "succeeded") =>
  collector.until(
    ({ name, attributes }) =>
      name === "deliver" &&
      attributes["landfall.schedule_id"] === scheduleId &&
      attributes["landfall.outcome"] === outcome,
  );

const isLinkTo =
  ({ traceId, spanId }: CollectedSpan) =>
  (link: { traceId: string; spanId: string }) =>
    link.traceId === traceId && link.spanId === spanId;

/** Header and body in which a secret would be seen. */
function secret(): object {
  return { headers: { "X-Token": "header-secret" }, body: { card: "body-secret" } };
}

describe("traces", () => {
  it("follow a create from its caller's trace to every attempt", async () => {
    await landfall.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: "x-collector-key=sesame%20open",
      OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
      OTEL_BSP_SCHEDULE_DELAY: "50",
    });
    receiver.on("/flow", ...answers(500, 200));
    const id = await create("/flow?token=query-secret", secret(), { traceparent });
    await settled(id);

    const request = collector.spans.find(({ name }) => name === "POST /v1/schedules");
    expect(request).toMatchObject({
      traceId: callerTrace,
      parentSpanId: callerSpan,
      service: "landfall-gateway",
    });
    expect(request?.attributes).toMatchObject({
      "http.response.status_code": 201,
      "http.request.method": "POST",
    });
    const made = collector.spans.find(({ name }) => name === "create schedules");
    expect(made).toMatchObject({
      traceId: callerTrace,
      parentSpanId: request?.spanId,
      service: "landfall-scheduler",
    });

    const [first, second, ...more] = attemptsOf(collector, id);
    expect(more).toEqual([]);
    if (!first || !second || !request) throw new Error("a span is missing");
    expect(first.parentSpanId).toBe("");
    expect(second).toMatchObject({ traceId: first.traceId, parentSpanId: first.spanId });
    for (const span of [first, second]) {
      expect(span).toMatchObject({ kind: 3, service: "landfall-dispatcher" });
      expect(span.links).toEqual([{ traceId: request.traceId, spanId: request.spanId }]);
      expect(span.attributes).toMatchObject({
        "http.request.method": "POST",
        "server.address": "127.0.0.1",
        "server.port": Number(new URL(receiver.url).port),
        "url.scheme": "http",
        "landfall.mode": "test",
      });
      expect(span.resource).toMatchObject({
        "deployment.environment.name": "test",
        "service.namespace": "landfall",
      });
      expect(span.events.map(({ name }) => name).toSorted()).toEqual([
        "answer",
        "connect",
        "due",
        "first byte",
      ]);
      expect(span.endedAt).toBeGreaterThanOrEqual(span.startedAt);
    }
    expect(first.attributes).toMatchObject({
      "landfall.attempt": 1,
      "landfall.outcome": "retry",
      "http.response.status_code": 500,
      "error.type": "http_status",
    });
    expect(first.error).toBe("http_status");
    expect(second.attributes).toMatchObject({ "landfall.attempt": 2, "http.response.status_code": 200 });
    expect(second.error).toBe("");
    // The delivery's id is its trace's: from a log line to the trace without a search.
    const list = await landfall.request("GET", `/v1/schedules/${id}/deliveries`);
    expect(first.attributes["landfall.delivery_id"]).toBe(JSON.parse(await list.text()).data[0].id);

    for (const step of ["claim", "begin", "settle"]) {
      for (const attempt of [first, second]) {
        const batch = await collector.until(
          ({ name, links }) => name === step && links.some(isLinkTo(attempt)),
        );
        expect(batch).toMatchObject({ parentSpanId: "", service: "landfall-dispatcher" });
      }
    }
    expect(collector.requests[0]).toMatchObject({
      path: "/v1/traces",
      headers: { "x-collector-key": "sesame open", "content-type": "application/x-protobuf" },
    });
  }, 180_000);

  it("hold no body, header value, secret, key, path or query", () => {
    const all = Buffer.concat(collector.received).toString("latin1");
    expect(all).toContain("landfall.delivery_id");
    const credentials = JSON.parse(readFileSync(`${landfall.dataDir}/credentials.json`, "utf8"));
    for (const hidden of [
      ...["query-secret", "header-secret", "body-secret", "/flow"],
      ...[credentials.test_key, credentials.live_key, "whsec_"],
    ]) {
      expect(all, hidden).not.toContain(hidden);
    }
  });

  it("go on at the receiver when the schedule asks for it, and only then", async () => {
    for (const path of ["/forwarded", "/kept", "/own"]) receiver.on(path, ...answers(200));
    const forwarded = await create("/forwarded", { forward_trace: true }, { traceparent });
    const kept = await create("/kept", {}, { traceparent });
    const own = { traceparent: `00-${"1".repeat(32)}-${"2".repeat(16)}-00` };
    const mine = await create("/own", { forward_trace: true, headers: own }, { traceparent });
    const malformed = await create("/kept", { forward_trace: true }, { traceparent: "00-zz" });
    for (const id of [forwarded, kept, mine, malformed]) await settled(id);
    const got = (path: string) =>
      receiver.requests.filter((each) => each.url === path).map(({ headers }) => headers.traceparent);
    const [link] = attemptsOf(collector, forwarded)[0]?.links ?? [];
    expect(got("/forwarded")).toEqual([`00-${callerTrace}-${link?.spanId}-01`]);
    expect(got("/own")).toEqual([own.traceparent]);
    // The malformed one counts as none: the request began a trace of its own.
    expect(got("/kept").toSorted()).toEqual([
      expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
      undefined,
    ]);
    const shown = await landfall.request("GET", `/v1/schedules/${forwarded}`);
    expect(JSON.parse(await shown.text()).forward_trace).toBe(true);
  });

  it("do not make another request of a repeated create", async () => {
    receiver.on("/again", ...answers(200));
    const fields = { endpoint: `${receiver.url}/again`, delay: "1s", idempotency_key: "one" };
    const statuses: number[] = [];
    for (const digit of ["a", "b"]) {
      const header = { traceparent: `00-${digit.repeat(32)}-${callerSpan}-01` };
      statuses.push((await landfall.request("POST", "/v1/schedules", fields, header)).status);
    }
    expect(statuses).toEqual([201, 200]);
  });
});
