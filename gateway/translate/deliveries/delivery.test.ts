import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Mode } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import { Delivery, DeliveryState } from "../../../generated/rpc/landfall/dispatcher/v1/delivery.ts";
import { toDelivery } from "./delivery.ts";

const document = JSON.parse(readFileSync("generated/openapi/openapi.json", "utf8"));
const documented: string[] = document.components.schemas.DeliveryReason.enum;

const reasonOf = (reason: string | undefined) =>
  toDelivery(Delivery.fromPartial({ mode: Mode.TEST, state: DeliveryState.CANCELED, method: "POST", reason }))
    .reason;

describe("the reason of a delivery", () => {
  it("is a member of the closed set, or null", () => {
    expect(documented.map(reasonOf)).toEqual(documented);
    expect(reasonOf(undefined)).toBeNull();
  });

  it("is `canceled` of what was canceled with its schedule, also where an older row says it otherwise", () => {
    expect(reasonOf("schedule_canceled")).toBe("canceled");
  });

  it("is never a word outside the contract", () => {
    expect(() => reasonOf("because")).toThrow("because is not one of");
  });
});
