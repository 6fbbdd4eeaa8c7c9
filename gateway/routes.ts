import { operations } from "../generated/openapi/operations.gen.ts";
import type { OperationId } from "./exchange.ts";

/** The operations of one path by method. */
type Methods = Map<string, OperationId>;

/** What stands at a path. */
export interface FoundPath {
  readonly methods: ReadonlyMap<string, OperationId>;
  /** The `{id}` of the path, decoded; undefined when it has none. */
  readonly id: string | undefined;
}

const exact = new Map<string, Methods>();
/** By the path with `{id}` put for its segment: every such path of the contract has just this one parameter. */
const withId = new Map<string, Methods>();

for (const id of Object.keys(operations).filter(isOperationId)) {
  const { path, method } = operations[id];
  const table = path.includes("{id}") ? withId : exact;
  const methods = table.get(path) ?? new Map<string, OperationId>();
  table.set(path, methods.set(method, id));
}

/** The operations at a path; null when the contract has nothing there. */
export function findPath(path: string): FoundPath | null {
  const methods = exact.get(path);
  if (methods !== undefined) return { methods, id: undefined };
  // `/v1/<collection>/<id>` and what follows it.
  const [, version, collection, segment, ...rest] = path.split("/");
  if (segment === undefined || segment === "") return null;
  const below = withId.get(["", version, collection, "{id}", ...rest].join("/"));
  const id = decoded(segment);
  return below === undefined || id === null ? null : { methods: below, id };
}

function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}

/** Null when it is not percent-encoded UTF-8. */
function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
