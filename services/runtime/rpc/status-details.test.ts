import { describe, expect, it } from "vitest";
import { decodeStatusDetails, encodeStatusDetails } from "./status-details.ts";

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
    expect(decodeStatusDetails(encodeStatusDetails(3, "schade", info))).toEqual({ message: "schade", info });
  });

  it("are null for other bytes", () => {
    expect(decodeStatusDetails(Buffer.from([0xff, 0xff]))).toBeNull();
    expect(decodeStatusDetails(Buffer.alloc(0))).toBeNull();
  });
});
