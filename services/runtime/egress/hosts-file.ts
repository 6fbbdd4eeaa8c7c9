/** Addresses by name, in file order; names are in lower case. */
export type Hosts = ReadonlyMap<string, readonly string[]>;

/** Parses a hosts file (hosts(5)): an address, then names; `#` begins a comment. */
export function parseHosts(text: string): Hosts {
  const hosts = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [address, ...names] = (line.split("#", 1)[0] ?? "").split(/\s+/).filter((word) => word !== "");
    if (address === undefined) continue;
    for (const name of new Set(names.map((each) => each.toLowerCase().replace(/\.$/, "")))) {
      const known = hosts.get(name) ?? [];
      if (!known.includes(address)) hosts.set(name, [...known, address]);
    }
  }
  return hosts;
}
