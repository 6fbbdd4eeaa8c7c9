import { describe, expect, it } from "vitest";
import { readSignInConfig } from "./config.ts";

const magic = {
  SIGN_IN: "magic",
  PUBLIC_URL: "https://landfall.example",
  SMTP_URL: "smtp://user:password@mail.example:587",
  MAIL_FROM: "Landfall <no-reply@landfall.example>",
};

describe("readSignInConfig", () => {
  it("is null where nothing is set, or all is empty", () => {
    expect(readSignInConfig({})).toBeNull();
    expect(readSignInConfig({ SIGN_IN: "", PUBLIC_URL: "", STRIPE_SECRET_KEY: "" })).toBeNull();
  });

  it("reads what magic links need", () => {
    expect(readSignInConfig(magic)).toEqual({
      publicUrl: "https://landfall.example",
      signUp: "open",
      smtpUrl: magic.SMTP_URL,
      mailFrom: magic.MAIL_FROM,
    });
    const local = {
      ...magic,
      PUBLIC_URL: "http://127.0.0.1:8080/",
      SIGN_UP: "closed",
      MAIL_FROM: "a@b.example",
    };
    expect(readSignInConfig(local)).toMatchObject({ publicUrl: "http://127.0.0.1:8080", signUp: "closed" });
  });

  for (const [fault, given] of [
    ["PUBLIC_URL must be an https origin", { ...magic, PUBLIC_URL: "" }],
    ["PUBLIC_URL must be an https origin", { ...magic, PUBLIC_URL: "http://landfall.example" }],
    ["PUBLIC_URL must be an https origin", { ...magic, PUBLIC_URL: "https://landfall.example/app" }],
    ["SIGN_UP must be open or closed", { ...magic, SIGN_UP: "no" }],
    ["SMTP_URL must be smtp:// or smtps://", { ...magic, SMTP_URL: "mail.example" }],
    ["MAIL_FROM must be an address", { ...magic, MAIL_FROM: "Landfall" }],
    ["MAIL_FROM must be an address", { ...magic, MAIL_FROM: "a@b.example\nBcc: c@d.example" }],
    ["SIGN_IN must be magic, or empty", { ...magic, SIGN_IN: "password" }],
    ["SIGN_IN=google is not served yet", { ...magic, SIGN_IN: "magic,google" }],
    ["STRIPE_SECRET_KEY is not served yet", { STRIPE_SECRET_KEY: "sk" }],
    ["COMPAT_API is not served yet", { ...magic, COMPAT_API: "sendit" }],
    ["SMTP_URL needs SIGN_IN", { SMTP_URL: magic.SMTP_URL }],
  ] as const) {
    it(`says: ${fault} (${JSON.stringify(given).slice(0, 60)})`, () => {
      expect(() => readSignInConfig(given)).toThrow(fault);
    });
  }

  it("names all faults in one line, and no value", () => {
    const given = { SIGN_IN: "magic", PUBLIC_URL: "x", SMTP_URL: "secret", MAIL_FROM: "" };
    expect(() => readSignInConfig(given)).toThrow(/^PUBLIC_URL [^\n]*; SMTP_URL [^\n]*; MAIL_FROM [^\n]*$/);
    expect(() => readSignInConfig(given)).not.toThrow(/secret/);
  });
});
