import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { type ContractDocument, type ContractOperation, operationsOf, resolveReference } from "./document.ts";
import { fieldCodes } from "./field-codes.ts";
import { fieldNames } from "./field-names.ts";
import { header } from "./header.ts";

type Schema = Record<string, unknown>;

const documentId = "openapi.json";

export interface ValidatorOptions {
  /** Module of the error codes, as the written files import it. */
  readonly errors: string;
  /** True for the contract of a product that does so; ours refuses a parameter that it does not know. */
  readonly ignoresUnknownQuery: boolean;
}

/**
 * Writes validators for the body and the query of each operation, as plain code: the gateway compiles
 * nothing when it starts, and does not need ajv. Each stops at the first fault.
 */
export function generateValidators(
  document: ContractDocument,
  target: string,
  { errors, ignoresUnknownQuery }: ValidatorOptions = { errors: "./errors.ts", ignoresUnknownQuery: false },
): void {
  // The gateway parses instants itself, to the millisecond; checking a format would parse them twice.
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema({ $id: documentId, components: { schemas: relaxed(document.components.schemas) } });
  const exported: Record<string, string> = {};
  const table: string[] = [];
  const types: string[] = [];
  const members: string[] = [];
  for (const { id, operation } of operationsOf(document)) {
    table.push(`  ${id}: {`);
    for (const [part, type, schema] of partsOf(document, id, operation, ignoresUnknownQuery)) {
      const name = `${id}${part}`;
      ajv.addSchema({ $id: name, ...absolute(schema) });
      exported[name] = name;
      types.push(`export declare const ${name}: Validator<${type}>;`);
      table.push(
        `    ${part.toLowerCase()}: { accepts: ${name}, codes: ${JSON.stringify(fieldCodes(document, schema))}, ${namesOf(document, schema)} },`,
      );
    }
    table.push("  },");
    const body = operation.requestBody === undefined ? "body?: undefined" : "body: Part";
    members.push(`  readonly ${id}: { readonly ${body}; readonly query: Part };`);
  }
  const code = selfContained(standalone.default(ajv, exported));
  writeFileSync(
    join(target, "validators.js"),
    `${header("openapi/")}\n${code}\nexport const validators = {\n${table.join("\n")}\n};\n`,
  );
  writeFileSync(join(target, "validators.d.ts"), declarations(types, members, errors));
}

function namesOf(document: ContractDocument, schema: Schema): string {
  const { fields, durations } = fieldNames(document, schema);
  return `fields: ${JSON.stringify(fields)}, durations: ${JSON.stringify(durations)}`;
}

/** Validated parts of an operation: name suffix, type and schema. */
function partsOf(
  document: ContractDocument,
  id: string,
  operation: ContractOperation,
  ignoresUnknownQuery: boolean,
): [string, string, Schema][] {
  const parts: [string, string, Schema][] = [];
  const data = `types.${typeName(id)}Data`;
  const body = operation.requestBody?.content["application/json"];
  if (body !== undefined) parts.push(["Body", `NonNullable<${data}["body"]>`, body.schema]);
  const properties: Schema = {};
  const required: string[] = [];
  for (const parameter of operation.parameters ?? []) {
    const { name, in: place, schema, required: isNeeded } = resolveReference(document, parameter);
    if (place !== "query") continue;
    properties[String(name)] = schema;
    if (isNeeded === true) required.push(String(name));
  }
  // An operation without query parameters accepts none, and refuses those it gets.
  const query = {
    type: "object",
    additionalProperties: ignoresUnknownQuery,
    properties,
    ...(required.length > 0 && { required }),
  };
  const none = Object.keys(properties).length === 0;
  parts.push(["Query", none ? "Record<string, never>" : `NonNullable<${data}["query"]>`, query]);
  return parts;
}

/** Name of an operation as the types have it: `schedule_create` is `ScheduleCreate`. */
function typeName(id: string): string {
  return id.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Leaves out what the gateway checks separately: each item of a bulk create is refused by itself. */
function relaxed(schemas: Schema): Schema {
  return JSON.parse(
    JSON.stringify(schemas, (_key, value) => (Object(value)["x-checked-apart"] === true ? {} : value)),
  );
}

/** Returns `schema` with absolute references into the document. */
function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${documentId}#/`));
}

/** Replaces ajv's `ucs2length`: the length of a text in characters, not in UTF-16 units. */
const characterCount = `function characterCount(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}`;

/** Removes `require`, which ajv writes even into modules; it only needs the character count. */
function selfContained(code: string): string {
  const body = code.replace('require("ajv/dist/runtime/ucs2length").default', "characterCount");
  if (/\brequire\(/.test(body)) throw new Error("ajv wrote a require that is not known here");
  return `${characterCount}\n${body}`;
}

function declarations(types: readonly string[], members: readonly string[], errors: string): string {
  return `${header("openapi/")}
import type { ErrorCode } from "${errors}";
import type * as types from "./types.gen.ts";

/** A validation error. Source: ajv.js.org/api.html#error-objects. */
export interface Fault {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  propertyName?: string;
}

/** Says whether a value is what the contract documents; \`errors\` then holds why it is not. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: Fault[] | null;
}

/** A validator with, by JSON pointer into the value, the code of a fault at or below that place. */
export interface Part {
  accepts: Validator<unknown>;
  codes: Readonly<Record<string, ErrorCode>>;
  /** By the pointer of an object in the value, \`*\` for any index, the fields that it may have. */
  fields: Readonly<Record<string, readonly string[]>>;
  /** Where the value has a duration. */
  durations: readonly string[];
}

/** By operation, what its body and its query must be. */
export declare const validators: {
${members.join("\n")}
};

${types.join("\n")}
`;
}
