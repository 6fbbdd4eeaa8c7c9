import { describe, expect, it } from "vitest";
import { decodeStatusDetails, encodeStatusDetails } from "./status-details.ts";

interface Sent {
  readonly code: number;
  readonly message: string;
  readonly info: { readonly reason: string; readonly metadata: Record<string, string> };
  readonly bytes: string;
}

/** Bytes that a peer of an older version sends; during a rollout either may be at the other end. */
const sentBefore: readonly Sent[] = [
  {
    code: 3,
    message: "The cron means nothing.",
    info: { reason: "invalid_cron", metadata: { param: "cron" } },
    bytes:
      "CAMSF1RoZSBjcm9uIG1lYW5zIG5vdGhpbmcuGlMKKHR5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLnJwYy5FcnJvckluZm8SJwoMaW52YWxpZF9jcm9uEghsYW5kZmFsbBoNCgVwYXJhbRIEY3Jvbg==",
  },
  {
    code: 5,
    message: "There is no such schedule: €.",
    info: { reason: "schedule_not_found", metadata: {} },
    bytes:
      "CAUSH1RoZXJlIGlzIG5vIHN1Y2ggc2NoZWR1bGU6IOKCrC4aSgoodHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucnBjLkVycm9ySW5mbxIeChJzY2hlZHVsZV9ub3RfZm91bmQSCGxhbmRmYWxs",
  },
];

/** An empty message and an empty value, which the generated codec leaves out. */
const emptyBefore =
  "CA4SABpWCih0eXBlLmdvb2dsZWFwaXMuY29tL2dvb2dsZS5ycGMuRXJyb3JJbmZvEioKE3NlcnZpY2VfdW5hdmFpbGFibGUSCGxhbmRmYWxsGgkKBXBhcmFtEgA=";

describe("status details", () => {
  it("are a google.rpc.Status with one ErrorInfo, byte by byte", () => {
    const bytes = encodeStatusDetails(3, "m", { reason: "r", metadata: { param: "p" } });
    const type = Buffer.from("type.googleapis.com/google.rpc.ErrorInfo");
    const info = Buffer.from("\n\x01r\x12\x08landfall\x1a\x0a\n\x05param\x12\x01p", "latin1");
    const any = Buffer.concat([
      Buffer.from([0x0a, type.length]),
      type,
      Buffer.from([0x12, info.length]),
      info,
    ]);
    expect(bytes).toEqual(Buffer.concat([Buffer.from([8, 3, 0x12, 1, 0x6d, 0x1a, any.length]), any]));
  });

  it("are decoded as encoded", () => {
    const info = { reason: "invalid_cron", metadata: { param: "cron", other: "€" } };
    expect(decodeStatusDetails(encodeStatusDetails(3, "schade", info))).toEqual({
      message: "schade",
      info: { ...info, domain: "landfall" },
    });
  });

  it.each(sentBefore)("are written and read as before: $info.reason", ({ code, message, info, bytes }) => {
    const sent = Buffer.from(bytes, "base64");
    expect(encodeStatusDetails(code, message, info)).toEqual(sent);
    expect(decodeStatusDetails(sent)).toEqual({ message, info: { ...info, domain: "landfall" } });
  });

  it("are read as before where texts are empty", () => {
    expect(decodeStatusDetails(Buffer.from(emptyBefore, "base64"))).toEqual({
      message: "",
      info: { reason: "service_unavailable", domain: "landfall", metadata: { param: "" } },
    });
  });

  it("are null for other bytes", () => {
    expect(decodeStatusDetails(Buffer.from([0xff, 0xff]))).toBeNull();
    expect(decodeStatusDetails(Buffer.alloc(0))).toBeNull();
  });
});
