import { describe, expect, it } from "vitest";
import { type AttemptHeaders, attemptHeaders } from "./headers.ts";

const base: AttemptHeaders = {
  deliveryId: "dlv_1",
  scheduleId: "sch_1",
  attempt: 2,
  scheduledForAt: Date.UTC(2026, 6, 1, 9, 0, 0, 5),
  headers: [],
  traceparent: null,
  contentType: "application/json",
  secrets: [],
  version: "1.2.3",
  content: { messageId: "idem-1", timestampSeconds: 1_782_896_400, body: Buffer.from("{}") },
};

function built(parts: Partial<AttemptHeaders> = {}): [string, string][] {
  const list = attemptHeaders({ ...base, ...parts });
  return Array.from({ length: list.length / 2 }, (_, at) => [list[2 * at] ?? "", list[2 * at + 1] ?? ""]);
}

describe("attemptHeaders", () => {
  it("tells the receiver every header that the README promises", () => {
    expect(built()).toEqual([
      ["Sched-Delivery-Id", "dlv_1"],
      ["Idempotency-Key", "idem-1"],
      ["Sched-Schedule-Id", "sch_1"],
      ["Sched-Attempt", "2"],
      ["Sched-Scheduled-For", "2026-07-01T09:00:00.005Z"],
      ["Sched-Timestamp", "1782896400"],
      ["User-Agent", "Landfall/1.2.3"],
      ["Content-Type", "application/json"],
    ]);
  });

  it("lets the caller's User-Agent and Content-Type win, however they are written", () => {
    const headers = built({
      headers: [
        ["user-AGENT", "mine"],
        ["CONTENT-type", "text/plain"],
      ],
    });
    expect(headers.filter(([name]) => /user-agent|content-type/i.test(name))).toEqual([
      ["user-AGENT", "mine"],
      ["CONTENT-type", "text/plain"],
    ]);
  });

  it("sends no content type for a string body", () => {
    expect(built({ contentType: null }).some(([name]) => name === "Content-Type")).toBe(false);
  });

  it("writes values beyond ASCII as the bytes of their UTF-8", () => {
    const text = "Zoë 🛬 ÿ";
    const value = built({ headers: [["x-name", text]] }).find(([name]) => name === "x-name")?.[1] ?? "";
    expect(Buffer.from(value, "latin1").toString("utf8")).toBe(text);
  });

  it("leaves out Expect", () => {
    expect(built({ headers: [["Expect", "100-continue"]] }).some(([name]) => name === "Expect")).toBe(false);
  });

  it("signs when there is a secret, with the same key and time as the other headers", () => {
    const headers = new Map(built({ secrets: ["whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="] }));
    expect(headers.get("webhook-id")).toBe("idem-1");
    expect(headers.get("webhook-timestamp")).toBe(headers.get("Sched-Timestamp"));
    expect(headers.get("Sched-Signature")).toMatch(/^t=1782896400,v1=[0-9a-f]{64}$/);
  });
});
