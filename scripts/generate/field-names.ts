import { type ContractDocument, resolveReference } from "./document.ts";

/**
 * Field names of a schema, and which fields are durations. Places are JSON pointers, with `*` for any
 * index.
 */
export interface FieldNames {
  /** Names of the fields of each object, by its pointer. */
  readonly fields: Record<string, string[]>;
  readonly durations: string[];
}

/** Collects the fields of a schema, through references, unions and arrays. */
export function fieldNames(document: ContractDocument, schema: unknown): FieldNames {
  const names: FieldNames = { fields: {}, durations: [] };
  collect(document, schema, "", names);
  return names;
}

function collect(document: ContractDocument, value: unknown, pointer: string, names: FieldNames): void {
  if (typeof value !== "object" || value === null || "x-checked-apart" in value) return;
  const schema = resolveReference(document, value);
  if (isDuration(value, schema) && !names.durations.includes(pointer)) names.durations.push(pointer);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const members = schema[keyword];
    if (Array.isArray(members)) for (const member of members) collect(document, member, pointer, names);
  }
  for (const [name, member] of Object.entries(Object(schema.properties))) {
    const known = names.fields[pointer] ?? [];
    names.fields[pointer] = known.includes(name) ? known : [...known, name];
    collect(document, member, `${pointer}/${name}`, names);
  }
  collect(document, schema.items, `${pointer}/*`, names);
}

/** A nullable duration is recognized by its error code. */
function isDuration(value: object, schema: Record<string, unknown>): boolean {
  if ("$ref" in value && String(value.$ref).endsWith("/Duration")) return true;
  return schema["x-error-code"] === "invalid_duration" || schema["x-error-code"] === "invalid_timeout";
}
