import { describe, expect, it } from "vitest";
import {
  address,
  ConfigError,
  flag,
  nameServers,
  oneOf,
  optionalText,
  port,
  readConfig,
  text,
} from "./config.ts";

const variables = {
  host: text("HOST", "127.0.0.1"),
  port: port("PORT", 8080),
  scheduler: address("SCHEDULER_ADDRESS", "127.0.0.1:9001"),
  level: oneOf("LOG_LEVEL", ["info", "warn"], "info"),
  allow: optionalText("EGRESS_ALLOW"),
  supervised: flag("SUPERVISED"),
};

describe("readConfig", () => {
  it("has defaults for unset variables", () => {
    expect(readConfig({}, variables)).toEqual({
      host: "127.0.0.1",
      port: 8080,
      scheduler: "127.0.0.1:9001",
      level: "info",
      allow: null,
      supervised: false,
    });
  });

  it("distinguishes empty from unset", () => {
    expect(readConfig({ EGRESS_ALLOW: "" }, variables).allow).toBe("");
  });

  it("lists every invalid variable with its expected form, without its value", () => {
    expect(() => readConfig({ PORT: "99999", LOG_LEVEL: "loud" }, variables)).toThrow(
      new ConfigError("PORT must be a whole number from 0 to 65535; LOG_LEVEL must be one of info, warn"),
    );
  });

  it("refuses a required text that is missing or empty", () => {
    expect(() => readConfig({}, { url: text("DATABASE_URL") })).toThrow("DATABASE_URL must be set");
    expect(() => readConfig({ DATABASE_URL: "" }, { url: text("DATABASE_URL") })).toThrow(
      "DATABASE_URL must be set",
    );
  });

  it("accepts name servers by address and refuses names", () => {
    const read = (text?: string) => readConfig({ NAMES: text }, { names: nameServers("NAMES") }).names;
    expect(read("10.0.0.2, 10.0.0.3:5353 [fd00::2]:53,fd00::3")).toEqual([
      "10.0.0.2",
      "10.0.0.3:5353",
      "[fd00::2]:53",
      "fd00::3",
    ]);
    expect([read(), read("")]).toEqual([null, null]);
    expect(() => read("dns.example.com")).toThrow("NAMES must be addresses");
  });
});
