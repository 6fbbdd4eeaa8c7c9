import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { type ContractOperation, operationsOf, parseDocument } from "../../../scripts/generate/document.ts";

const document = parseDocument(JSON.parse(readFileSync("generated/openapi/openapi.json", "utf8")));
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema({ $id: "openapi.json", ...document });

/** The `content` member of one operation in the document. */
interface Media {
  readonly schema: object;
  readonly example?: unknown;
}

/** Returns the way in which an example breaks its schema; null if it does not. */
function fault({ schema, example }: Media): string | null {
  const accepts = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi.json#/')));
  return accepts(example) ? null : ajv.errorsText(accepts.errors);
}

function contentOf(holder: unknown): Media[] {
  return Object.values(Object(holder).content ?? {});
}

/** The answers with an example, by status and media type. */
function shownAnswers(operation: ContractOperation): Map<string, Media[]> {
  const all = Object.entries(operation.responses).map(([status, response]) => {
    return [status, contentOf(response).filter((media) => media.example !== undefined)] as const;
  });
  return new Map(all.filter(([, media]) => media.length > 0));
}

describe("every operation of the document", () => {
  for (const { id, operation } of operationsOf(document)) {
    it(`${id} has examples of its request, of each success and of an error, as its schemas describe them`, () => {
      const shown = shownAnswers(operation);
      const successes = Object.entries(operation.responses)
        .filter(([status, response]) => status.startsWith("2") && contentOf(response).length > 0)
        .map(([status]) => status);
      expect([...shown.keys()]).toEqual(expect.arrayContaining(successes));
      expect([...shown.keys()].filter((status) => status.startsWith("4"))).not.toEqual([]);
      const sent = contentOf(operation.requestBody);
      expect(sent.filter(({ example }) => example === undefined)).toEqual([]);
      const faults = [...sent, ...[...shown.values()].flat()].map(fault).filter((each) => each !== null);
      expect(faults).toEqual([]);
    });
  }

  it("shows in its examples nothing that opens anything", () => {
    const text = JSON.stringify(document.paths);
    const keys = text.match(/sk_(test|live)_[A-Za-z0-9]{12,}/g) ?? [];
    expect(new Set(keys)).toEqual(new Set(["sk_test_ExampleExampleExampleExample"]));
    const secrets = (text.match(/whsec_[A-Za-z0-9+/=]+/g) ?? []).map((secret) => atob(secret.slice(6)));
    expect(new Set(secrets)).toEqual(new Set(["a secret that is only an example"]));
  });
});
