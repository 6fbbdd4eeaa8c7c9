import { describe, expect, it } from "vitest";
import { readTracesConfig } from "./traces-config.ts";

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318/" };

describe("readTracesConfig", () => {
  for (const [what, environment] of [
    ["without an endpoint", { OTEL_TRACES_SAMPLER: "xray" }],
    ["with an empty endpoint", { OTEL_EXPORTER_OTLP_ENDPOINT: "" }],
    ["with OTEL_SDK_DISABLED", { ...endpoint, OTEL_SDK_DISABLED: "true" }],
    ["with the exporter none", { ...endpoint, OTEL_TRACES_EXPORTER: "none" }],
  ] as const) {
    it(`is off ${what}`, () => expect(readTracesConfig(environment)).toBe(null));
  }

  it("adds the path to the common endpoint, and none to that of traces", () => {
    expect(readTracesConfig(endpoint)?.url).toBe("http://127.0.0.1:4318/v1/traces");
    const own = { ...endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://collector.example/traces" };
    expect(readTracesConfig(own)?.url).toBe("https://collector.example/traces");
  });

  it("reads headers percent-encoded, those of traces over the common ones", () => {
    const environment = {
      ...endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20one, x-a=1",
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: "x-a=a%3Db",
    };
    expect(readTracesConfig(environment)?.headers).toEqual({ authorization: "Bearer one", "x-a": "a=b" });
  });

  for (const [sampler, arg, share, followsParent] of [
    [undefined, undefined, 1, true],
    ["always_on", "0.1", 1, false],
    ["always_off", undefined, 0, false],
    ["traceidratio", "0.1", 0.1, false],
    ["parentbased_always_off", undefined, 0, true],
    ["parentbased_traceidratio", "1e-3", 0.001, true],
    ["parentbased_traceidratio", undefined, 1, true],
  ] as const) {
    it(`keeps ${share} for ${sampler ?? "no sampler"} ${arg ?? ""}`, () =>
      expect(
        readTracesConfig({ ...endpoint, OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: arg }),
      ).toMatchObject({ share, followsParent }));
  }

  for (const [name, value, form] of [
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "an http or https URL, such as http://127.0.0.1:4318"],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "one of http/protobuf"],
    ["OTEL_TRACES_SAMPLER", "sometimes", "one of always_on, always_off, traceidratio"],
    ["OTEL_TRACES_SAMPLER_ARG", "2", "a number from 0 to 1"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "secret", "name=value pairs"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "a=%zz", "name=value pairs"],
    ["OTEL_RESOURCE_ATTRIBUTES", "=b", "name=value pairs"],
    ["OTEL_EXPORTER_OTLP_TIMEOUT", "soon", "a whole number from 1 to 600000"],
    ["OTEL_BSP_MAX_QUEUE_SIZE", "0", "a whole number from 1 to 1000000"],
    ["OTEL_EXPORTER_OTLP_CERTIFICATE", "/nowhere.pem", "the path of a file that this process can read"],
  ] as const) {
    it(`says what ${name} must be, and not what it is`, () => {
      const read = () => readTracesConfig({ ...endpoint, [name]: value });
      expect(read).toThrow(`${name} must be ${form}`);
      expect(read).not.toThrow(value.length > 2 ? value : "\0");
    });
  }
});
