import { describe, expect, it } from "vitest";
import { refuseNotServed } from "./not-served.ts";

describe("refuseNotServed", () => {
  it("names every setting of what is not served, in one line", () => {
    expect(() =>
      refuseNotServed({ SIGN_IN: "magic", STRIPE_SECRET_KEY: "sk", COMPAT_API: "sendit" }),
    ).toThrow(/^SIGN_IN, COMPAT_API, STRIPE_SECRET_KEY must not be set: not served yet$/);
  });

  it("takes the empty value as unset", () => {
    expect(() => refuseNotServed({ SIGN_IN: "", SMTP_URL: undefined, HOME: "/" })).not.toThrow();
  });
});
