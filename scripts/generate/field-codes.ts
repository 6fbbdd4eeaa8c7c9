import { type ContractDocument, resolveReference } from "./document.ts";

/**
 * Collects the `x-error-code` of each place in a schema, by JSON pointer. A fault gets the code of the
 * nearest place at or above it that has one.
 *
 * @throws if a code is below an array or a map, where a pointer cannot name it
 */
export function fieldCodes(document: ContractDocument, schema: unknown): Record<string, string> {
  const codes: Record<string, string> = {};
  collect(document, schema, "", codes);
  return codes;
}

function collect(
  document: ContractDocument,
  value: unknown,
  pointer: string,
  codes: Record<string, string>,
): void {
  if (typeof value === "object" && value !== null && "x-checked-apart" in value) return;
  const schema = resolveReference(document, value);
  const code = schema["x-error-code"];
  if (typeof code === "string") codes[pointer] = code;
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const members = schema[keyword];
    if (Array.isArray(members)) for (const member of members) collect(document, member, pointer, codes);
  }
  for (const [name, member] of Object.entries(Object(schema.properties))) {
    collect(document, member, `${pointer}/${name}`, codes);
  }
  for (const keyword of ["items", "additionalProperties"]) {
    const below: Record<string, string> = {};
    if (typeof schema[keyword] === "object") collect(document, schema[keyword], pointer, below);
    if (Object.keys(below).length > 0)
      throw new Error(`an x-error-code below ${keyword} of ${pointer} is not supported`);
  }
}
