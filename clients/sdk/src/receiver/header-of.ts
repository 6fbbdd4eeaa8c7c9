/**
 * Source of headers: a Request, Headers, a request of Node, Express or Koa, or an object with names in any
 * case.
 */
export type HeaderSource =
  | { readonly headers: HeaderSource }
  | { get(name: string): string | null | undefined }
  | { readonly [name: string]: string | readonly string[] | undefined };

/** Value of a header; several are joined with commas. Null if there is none. */
export function headerOf(source: HeaderSource, name: string): string | null {
  if ("get" in source && typeof source.get === "function") return source.get(name) ?? null;
  if ("headers" in source && typeof source.headers === "object" && !Array.isArray(source.headers)) {
    return headerOf(source.headers as HeaderSource, name);
  }
  for (const [given, value] of Object.entries(source)) {
    if (given.toLowerCase() !== name || value === undefined) continue;
    return Array.isArray(value) ? value.join(", ") : String(value);
  }
  return null;
}
