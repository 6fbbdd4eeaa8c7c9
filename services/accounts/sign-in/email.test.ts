import { describe, expect, it } from "vitest";
import { judgeEmail } from "./email.ts";

describe("judgeEmail", () => {
  for (const address of [
    "ada@example.com",
    "a.b+c@sub.example.co",
    "o'neil@example.com",
    "ada@bücher.example",
  ]) {
    it(`takes ${address}`, () => expect(judgeEmail(` ${address} `).address).toBe(address));
  }

  it("folds case and blanks around it, and nothing else", () => {
    const key = (text: string) => judgeEmail(text).key.toString("hex");
    expect(key(" ADA@Example.com")).toBe(key("ada@example.com"));
    expect(key("a.da@example.com")).not.toBe(key("ada@example.com"));
    expect(key("ada+x@example.com")).not.toBe(key("ada@example.com"));
  });

  for (const text of [
    ...[
      "",
      "ada",
      "@example.com",
      "ada@",
      "ada@localhost",
      "ada@example..com",
      "ada@-a.com",
      "a b@example.com",
    ],
    ...["a@example.com,b@example.com", "a@example.com\r\nBcc: b@example.com", "Ada <ada@example.com>"],
    ...['"a b"@example.com', ".a@example.com", "a..b@example.com", "a@b@example.com", "a@example.com\u0000"],
    ...[`${"a".repeat(65)}@example.com`, `a@${"b.".repeat(130)}com`],
  ]) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      expect(() => judgeEmail(text)).toThrow(
        expect.objectContaining({ code: "invalid_email", param: "email" }),
      );
    });
  }
});
