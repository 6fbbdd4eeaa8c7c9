import type { ErrorCode } from "../generated/openapi/errors.ts";
import { operations } from "../generated/openapi/operations.gen.ts";
import { ServiceError } from "../services/runtime/errors.ts";
import type { Middleware, OperationId } from "./exchange.ts";

/** By method, what a path may be asked for; HEAD stands beside GET. */
type Methods = ReadonlyMap<string, OperationId>;

const parameter = "{id}";
/** No path of the contract has more segments; each costs a look. */
const mostSegments = Math.max(...Object.values(operations).map(({ path }) => path.split("/").length));

/**
 * Notes in the exchange which operation of the contract a request asks for, and the `{id}` of its path. A path without
 * parameters wins over one with, so that `GET /v1/schedules/bulk` asks for no schedule of that name (OpenAPI 3.1,
 * 4.8.8.2). A path of the contract stands here as it is written there: its case and every slash count.
 */
export function routes(): Middleware {
  const paths = pathsOf(operations);
  return (ctx, next) => {
    const { methods, pathId } = find(paths, ctx.path) ?? nothingThere();
    const operation = methods.get(ctx.method);
    if (operation === undefined) {
      const allow = [...methods.keys()].sort().join(", ");
      ctx.set("Allow", allow);
      throw new ServiceError<ErrorCode>("method_not_allowed", `This path has the methods ${allow}.`);
    }
    ctx.state.operation = operation;
    ctx.state.pathId = pathId;
    return next();
  };
}

/** Every path of the contract, as it is written there. */
function pathsOf(table: typeof operations): ReadonlyMap<string, Methods> {
  const paths = new Map<string, Map<string, OperationId>>();
  for (const id of Object.keys(table).filter(isOperationId)) {
    const { path, method } = table[id];
    const methods = paths.get(path) ?? new Map<string, OperationId>();
    paths.set(path, methods.set(method, id));
    if (method === "GET") methods.set("HEAD", id);
  }
  return paths;
}

/** Looks the path up as it is, then with each of its segments in the place of the parameter. */
function find(
  paths: ReadonlyMap<string, Methods>,
  path: string,
): { readonly methods: Methods; readonly pathId: string | undefined } | null {
  // Whoever asks for `{id}` itself means an object of that name.
  const exact = path.includes(parameter) ? undefined : paths.get(path);
  if (exact) return { methods: exact, pathId: undefined };
  const segments = path.split("/", mostSegments + 1);
  if (segments.length > mostSegments) return null;
  for (const [index, segment] of segments.entries()) {
    if (segment === "") continue;
    const methods = paths.get(segments.with(index, parameter).join("/"));
    const pathId = decoded(segment);
    if (methods && pathId !== undefined) return { methods, pathId };
  }
  return null;
}

/** Undefined for what is no percent-encoded UTF-8: no path of ours has such a segment. */
function decoded(segment: string): string | undefined {
  try {
    return segment.includes("%") ? decodeURIComponent(segment) : segment;
  } catch {
    return undefined;
  }
}

function nothingThere(): never {
  throw new ServiceError<ErrorCode>("route_not_found", "There is nothing at this path.");
}

function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}
