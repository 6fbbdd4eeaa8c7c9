import { readFileSync } from "node:fs";
import { validate } from "mppx/discovery";
import { describe, expect, it } from "vitest";
import { openapiDocument } from "../../gateway/operations/server/get-openapi.ts";
import { documentOf, documentWithWallets } from "../../gateway/wallets/document.ts";

type Json = Record<string, unknown>;

const read = (path: string): Json => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

/** Sentences, which are our own. */
const texts = new Set(["summary", "description", "title", "guidance", "x-guidance"]);

/**
 * Lists the parts of the original that are missing or different, by path. Answers beside the original's may be there, and
 * sentences may differ, but for what an answer is called.
 */
function lacking(original: unknown, ours: unknown, path = ""): string[] {
  if (typeof original !== "object" || original === null)
    return Object.is(original, ours) ? [] : [`${path}: ${JSON.stringify(ours)}`];
  if (typeof ours !== "object" || ours === null || Array.isArray(original) !== Array.isArray(ours))
    return [`${path}: missing`];
  const isText = (name: string) => texts.has(name) && !/responses\/\d+$/.test(path);
  const lost = Object.entries(original).flatMap(([name, value]) =>
    isText(name) ? [] : lacking(value, Reflect.get(ours, name), `${path}/${name}`),
  );
  const allowed = /responses$/.test(path) ? ["400", "404", "409", "503"] : [...texts];
  const added = Object.keys(ours).filter((name) => !(name in original) && !allowed.includes(name));
  return [...lost, ...added.map((name) => `${path}/${name}: added`)];
}

describe("the contract of StableSchedule", () => {
  const original = read("./fixtures/stableschedule.json");

  it("is served as it is there, field by field", () => {
    const served = documentOf({ publicUrl: new URL("https://stableschedule.dev") });
    expect(lacking(original, JSON.parse(JSON.stringify(served)))).toEqual([]);
  });

  it("is served under this server's own address, with guidance that names each route", () => {
    const { servers, info, paths } = documentOf({ publicUrl: new URL("https://wallets.example") });
    expect(servers).toEqual([{ url: "https://wallets.example" }]);
    const guidance = String(Object(info)["x-guidance"]);
    expect(Object(info).guidance).toBe(guidance);
    for (const path of Object.keys(Object(paths))) expect(guidance).toContain(path);
    expect(guidance).not.toMatch(/QStash|StableSchedule/);
  });

  it("would not pass with a field less, or a field more", () => {
    const less = structuredClone(original);
    Reflect.deleteProperty(Object(Object(less.paths)["/api/schedules"]), "get");
    expect(lacking(original, less)).toEqual(["/paths//api/schedules/get: missing"]);
    expect(lacking(original, { ...original, more: 1 })).toEqual(["/more: added"]);
  });
});

describe("a served document", () => {
  it("is right by the validator of MPP's discovery", () => {
    expect(validate(documentOf({ publicUrl: new URL("https://wallets.example") }))).toEqual([]);
    expect(validate(documentWithWallets(openapiDocument))).toEqual([]);
    expect(validate(read("../../generated/payweave/openapi.json"))).toEqual([]);
  });

  it("leaves our own contract as it was, but for what is added", () => {
    const merged = documentWithWallets(openapiDocument);
    expect(Object(merged.paths)).toMatchObject(Object(openapiDocument.paths));
    expect({ ...merged, paths: 0, components: 0 }).toEqual({ ...openapiDocument, paths: 0, components: 0 });
  });
});

describe("the contract of Payweave's scheduler", () => {
  const original = read("./fixtures/payweave.json");
  const written = read("../../generated/payweave/openapi.json");
  const plain = (schema: unknown) =>
    JSON.parse(JSON.stringify(schema, (name, value) => (name === "description" ? undefined : value)));

  for (const [name, given] of Object.entries(original)) {
    const { method, path, price, input, output } = Object(given);
    const at = String(path).replace(":id", "{id}");
    const operation = Object(Object(Object(written.paths)[at])[String(method).toLowerCase()]);
    it(`has ${name} at its path and price`, () => {
      const { amount, min } = operation["x-payment-info"].price;
      expect(Number(amount ?? min)).toBe(Number(price));
    });
    if (input) {
      it(`takes for ${name} what is taken there`, () =>
        expect(plain(operation.requestBody.content["application/json"].schema)).toEqual(input));
    }
    if (output) {
      it(`answers to ${name} what is answered there`, () =>
        expect(plain(operation.responses["200"].content["application/json"].schema)).toEqual(output));
    }
  }
});
