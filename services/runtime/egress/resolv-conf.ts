/** The settings of resolv.conf(5) that say how a name is completed. */
export interface Completion {
  readonly search: readonly string[];
  /** A name with at least this many dots is tried as it is first. */
  readonly ndots: number;
}

/** Parses a resolv.conf; the last `search` or `domain` line wins. */
export function parseCompletion(text: string): Completion {
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of text.split("\n")) {
    const [keyword, ...words] = (line.split(/[#;]/, 1)[0] ?? "").split(/\s+/).filter((word) => word !== "");
    if (keyword === "search") search = words;
    if (keyword === "domain") search = words.slice(0, 1);
    if (keyword !== "options") continue;
    const given = words.flatMap((word) => /^ndots:(\d{1,2})$/.exec(word)?.[1] ?? []).at(-1);
    if (given !== undefined) ndots = Math.min(Number(given), 15);
  }
  return {
    search: search.map((domain) => domain.replace(/\.$/, "")).filter((domain) => domain !== ""),
    ndots,
  };
}

/** Names to try in DNS, in order, for a host name (resolv.conf(5), `search` and `ndots`). */
export function candidatesOf(hostName: string, { search, ndots }: Completion): string[] {
  if (hostName.endsWith(".")) return [hostName.slice(0, -1)];
  const completed = search.map((domain) => `${hostName}.${domain}`).filter((name) => name.length <= 253);
  const dots = hostName.split(".").length - 1;
  return dots >= ndots ? [hostName, ...completed] : [...completed, hostName];
}
