import { BoundedMap } from "../../../runtime/memory/bounded-map.ts";

/** Where a request goes. */
export interface Target {
  /** The URL as given; one shared string for all requests to it. */
  readonly text: string;
  readonly url: URL;
  /** `https://host:port`, as `URL.origin` writes it. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
}

/** Most deliveries go where others went shortly before, and reading a URL takes as long as signing a request. */
const known = new BoundedMap<string, Target | null>(1_000);

/** Parses an absolute URL; null if it is not an http or https URL. */
export function targetOf(text: string): Target | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  const target = read(text);
  known.set(text, target);
  return target;
}

function read(text: string): Target | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return { text, url, origin: url.origin, path: url.pathname + url.search };
}
