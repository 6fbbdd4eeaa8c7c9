import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { operations } from "../../generated/openapi/operations.gen.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { OperationId } from "../exchange.ts";

type Kind = "string" | "integer" | "boolean" | "object";

/**
 * Parses the query by parameter, each to the type in the contract; text that does not fit stays text, which
 * the validator then refuses. Parameters `metadata[key]=value` are gathered into one object. A key may
 * contain brackets, but `metadata[a][b]` is refused as a mistake.
 *
 * @throws ServiceError invalid_parameter if a parameter is repeated
 */
export function readQuery(operation: OperationId, search: string): Record<string, unknown> {
  const kinds: Readonly<Record<string, Kind>> = operations[operation].query;
  const query: Record<string, unknown> = {};
  if (search === "") return query;
  const seen = new Set<string>();
  for (const [name, text] of new URLSearchParams(search)) {
    if (seen.has(name)) throw repeated(name);
    seen.add(name);
    const bracket = name.includes("][") ? null : /^([^[\]]+)\[(.+)\]$/s.exec(name);
    const [, object, key] = bracket ?? [];
    if (object !== undefined && key !== undefined && kindOf(kinds, object) === "object")
      member(query, object)[key] = text;
    else define(query, name, readAs(kindOf(kinds, name), text));
  }
  return query;
}

function kindOf(kinds: Readonly<Record<string, Kind>>, name: string): Kind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

function readAs(kind: Kind | undefined, text: string): unknown {
  if (kind === "integer" && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

function member(query: Record<string, unknown>, name: string): Record<string, unknown> {
  const found = query[name];
  if (isMembers(found)) return found;
  // Without a prototype, so that `__proto__` is an ordinary key.
  const members: Record<string, unknown> = Object.create(null);
  query[name] = members;
  return members;
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function define(query: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true });
}

function repeated(name: string): ServiceError<ErrorCode> {
  return new ServiceError("invalid_parameter", `\`${name}\` may be given once only.`, name);
}
