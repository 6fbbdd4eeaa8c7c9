import { describe, expect, it } from "vitest";
import { createTelemetry } from "../../../services/runtime/telemetry/telemetry.ts";
import { parseFigures, toFigures, toPrometheusText } from "./figures.ts";

describe("the figures of a process", () => {
  it("are parsed as the process reports them, Node's own and added ones", async () => {
    const telemetry = createTelemetry("dispatcher");
    telemetry.counter({ name: "sent_total", help: "Sent.", labels: ["lane"] }).add({ lane: 'a"b' }, 3);
    telemetry.distribution({ name: "offset_seconds", help: "Late.", labels: [] }, [1, 10]).observe({}, 5);
    const figures = parseFigures("dispatcher", await telemetry.json());

    const shown = toFigures([figures]).dispatcher;
    expect(shown).toMatchObject({
      'sent_total{lane="a\\"b"}': 3,
      'offset_seconds_bucket{le="10"}': 1,
      offset_seconds_count: 1,
    });
    expect(shown?.process_resident_memory_bytes).toBeGreaterThan(0);
    const text = await toPrometheusText([figures]);
    expect(text).toContain('# TYPE sent_total counter\nsent_total{lane="a\\"b",process="dispatcher"} 3\n');
    expect(text).toContain('offset_seconds_bucket{le="10",process="dispatcher"} 1\n');
  });

  it("show NaN in the text format and omit it in JSON", async () => {
    const json = JSON.stringify([{ name: "ratio", type: "gauge", values: [{ value: Number.NaN }] }]);
    const figures = [parseFigures("gateway", json)];
    expect(await toPrometheusText(figures)).toBe(
      '# HELP ratio ratio\n# TYPE ratio gauge\nratio{process="gateway"} Nan\n',
    );
    expect(toFigures(figures)).toEqual({ gateway: {} });
  });

  for (const json of [
    "{}",
    "[1]",
    '[{"type":"gauge","values":[]}]',
    '[{"name":"a","type":"gauge","values":{}}]',
    '[{"name":"a","type":"gauge","values":[{"value":"1"}]}]',
    '[{"name":"a","type":"gauge","values":[{"value":1,"labels":{"b":null}}]}]',
  ]) {
    it(`are not read out of ${json}`, () => {
      expect(() => parseFigures("gateway", json)).toThrow(TypeError);
    });
  }
});
