import { describe, expect, it } from "vitest";
import { connectionOptions, formatDatabaseUrl, formatHosts, parseDatabaseUrl } from "./database-url.ts";

describe("the URL of a database", () => {
  it("names one host or several, with their ports, and an account", () => {
    expect(parseDatabaseUrl("mysql://me:p%40ss@one,two:3307,[::1]:3308/landfall")).toMatchObject({
      hosts: [
        { host: "one", port: 3306 },
        { host: "two", port: 3307 },
        { host: "::1", port: 3308 },
      ],
      user: "me",
      password: "p@ss",
      database: "landfall",
      sslMode: "DISABLED",
    });
  });

  for (const text of [
    "mysql://127.0.0.1:3306/",
    "mysql://me:p%40ss@one:3306,[::1]:3308/landfall?ssl-mode=VERIFY_CA&ssl-ca=%2Fetc%2Fca.pem",
  ]) {
    it(`comes back as it was: ${text}`, () => expect(formatDatabaseUrl(parseDatabaseUrl(text))).toBe(text));
  }

  // As providers of databases and other clients write it.
  for (const [query, mode] of [
    ["", "DISABLED"],
    ["?ssl-mode=REQUIRED", "REQUIRED"],
    ["?sslmode=require", "REQUIRED"],
    ["?sslMode=VERIFY_IDENTITY", "VERIFY_IDENTITY"],
    ["?ssl_mode=verify_ca", "VERIFY_CA"],
    ["?ssl=true", "VERIFY_IDENTITY"],
    ['?ssl={"rejectUnauthorized":true}', "VERIFY_IDENTITY"],
    ['?ssl={"rejectUnauthorized":false}', "REQUIRED"],
    ["?sslaccept=strict", "VERIFY_IDENTITY"],
    ["?tls=skip-verify", "REQUIRED"],
    ["?ssl-ca=/etc/ca.pem", "VERIFY_IDENTITY"],
    ["?ssl-mode=DISABLED", "DISABLED"],
  ] as const) {
    it(`asks with ${query || "nothing"} for ${mode}`, () =>
      expect(parseDatabaseUrl(`mysql://one/landfall${query}`).sslMode).toBe(mode));
  }

  for (const [text, complaint] of [
    ["nonsense", "is not a URL"],
    ["postgres://one/landfall", "must begin with mysql://host"],
    ["mysql:///landfall", "must begin with mysql://host"],
    ["mysql://one:port/landfall", "has a host that is not host or host:port"],
    ["mysql://one,,two/landfall", "has a host that is not host or host:port"],
    ["mysql://one:70000/landfall", "has a host that is not host or host:port"],
    ["mysql://me:%zz@one/landfall", "has a % that is not followed by two hex digits"],
    ["mysql://one/landfall?ssl-mode=PREFERRED", "has an ssl-mode that is none of DISABLED, REQUIRED"],
    ["mysql://one/landfall?charset=latin1", 'has a parameter "charset", which means nothing here'],
    ["mysql://127.0.0.1/landfall?ssl-mode=VERIFY_IDENTITY", "has an address as its host"],
    ["mysql://one,[::1]/landfall?ssl-ca=/ca.pem", "has an address as its host"],
    ["mysql://one/landfall?ssl-cert=/a.pem", "must name ssl-cert and ssl-key together"],
  ] as const) {
    it(`says what is wrong with ${text}`, () => {
      expect(() => parseDatabaseUrl(text)).toThrow(complaint);
    });
  }

  it("never repeats a password, even when the URL cannot be read", () => {
    for (const text of ["mysql://me:secret@one:port/landfall", "mysql://me:secret@@one/landfall"]) {
      expect(() => parseDatabaseUrl(text)).toThrow(/^(?!.*secret)/);
    }
    expect(formatHosts(parseDatabaseUrl("mysql://me:secret@one,[::1]:7/landfall"))).toBe("one:3306,[::1]:7");
  });

  it("names a file of an authority that must be there", () => {
    const url = parseDatabaseUrl("mysql://one/landfall?ssl-ca=/nowhere/ca.pem");
    expect(() => connectionOptions(url, { host: "one", port: 3306 })).toThrow("/nowhere/ca.pem as ssl-ca");
  });
});
