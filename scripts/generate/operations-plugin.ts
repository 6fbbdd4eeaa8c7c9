import { $, definePluginConfig } from "@hey-api/openapi-ts";
import { type ContractDocument, type ContractOperation, operationsOf, resolveReference } from "./document.ts";

/** Type to which a query parameter's text is parsed. */
type QueryKind = "string" | "integer" | "boolean" | "object";

/** Properties of an operation that the gateway uses at run time. */
interface OperationFacts {
  method: string;
  path: string;
  /** The group that the reference shows it in. */
  tag: string;
  /** Scope that a key needs, or the security scheme of a contract without keys; null for public operations. */
  scope: string | null;
  body: "required" | "optional" | "none";
  query: Record<string, QueryKind>;
  /** Content type of each documented success. */
  success: Record<string, string>;
}

/**
 * A plugin for hey-api that emits the operation table and the type `Operations`, over which the
 * gateway's handlers are a mapped type: a missing handler, an undocumented status or a wrong body
 * does not compile. The plugin's API is undocumented 0.x, hence the exact pin of the package.
 */
export function operationsPlugin(document: ContractDocument) {
  const facts = new Map([...operationsOf(document)].map((found) => [found.id, factsOf(document, found)]));
  return definePluginConfig({
    name: "landfall-operations",
    config: {},
    dependencies: ["@hey-api/typescript"],
    handler({ plugin }) {
      const place = { getFilePath: () => "operations" };
      const table = $.object().pretty();
      const types = $.type.object();
      plugin.forEach("operation", ({ operation }) => {
        const typeOf = (role: string) =>
          $.type(
            plugin.referenceSymbol({
              artifact: "types",
              category: "type",
              resource: "operation",
              resourceId: operation.id,
              role,
            }),
          );
        // hey-api writes `schedule_create` as `scheduleCreate`; the table has the contract's own name.
        const name = operation.operationId ?? operation.id;
        table.prop(name, $.fromValue(facts.get(name), { layout: "pretty" }));
        const members = $.type.object();
        // One that only redirects has no type of its successes.
        const isRedirect = !Object.keys(operation.responses ?? {}).some((status) => status.startsWith("2"));
        for (const role of ["data", "responses", "errors"]) {
          const type = role === "responses" && isRedirect ? $.type.object() : typeOf(role);
          members.prop(role, (prop) => prop.type(type));
        }
        types.prop(name, (prop) => prop.type(members));
      });
      const value = plugin.symbol("operations", place);
      plugin.node($.const(value).export().doc("Every operation of the contract.").assign(table.as("const")));
      const type = plugin.symbol("Operations", place);
      plugin.node($.type.alias(type).export().doc("What each operation takes and answers.").type(types));
    },
  })();
}

function factsOf(
  document: ContractDocument,
  { method, path, operation }: { method: string; path: string; operation: ContractOperation },
): OperationFacts {
  const query: Record<string, QueryKind> = {};
  for (const parameter of operation.parameters ?? []) {
    const { name, in: place, schema } = resolveReference(document, parameter);
    if (place === "query") query[String(name)] = kindOf(resolveReference(document, schema));
  }
  const success: Record<string, string> = {};
  for (const [status, response] of Object.entries(operation.responses)) {
    const [type] = Object.keys(Object(resolveReference(document, response).content));
    if (status.startsWith("2") || status === "302") success[status] = type ?? "";
  }
  const { requestBody } = operation;
  return {
    method,
    path,
    tag: String([operation.tags].flat()[0]),
    scope: operation["x-scope"] ?? schemeOf(operation),
    body: requestBody === undefined ? "none" : requestBody.required === true ? "required" : "optional",
    query,
    success,
  };
}

/** Returns the security scheme that an operation names; null: none. */
function schemeOf({ security }: ContractOperation): string | null {
  return Object.keys(Object(security?.[0]))[0] ?? null;
}

function kindOf(schema: Record<string, unknown>): QueryKind {
  switch (schema.type) {
    case "string":
    case "integer":
    case "boolean":
    case "object":
      return schema.type;
    default:
      throw new Error(`a query parameter cannot be ${String(schema.type)}`);
  }
}
