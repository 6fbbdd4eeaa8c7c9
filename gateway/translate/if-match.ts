/** No object has this version, so the service answers that the precondition failed. */
const neverMatches = 0;

/** One entity tag of ours, weak or not. Source: RFC 9110, 8.8.3. */
const tag = /^(?:W\/)?"(\d{1,15})"$/;

/**
 * The version that an `If-Match` asks for: undefined when any will do (no header, or `*`). Of a list, the
 * one that the object has right now, which `current` reads; the service then makes sure of it.
 *
 * What cannot be read cannot match (RFC 9110, 13.1.1).
 */
export async function ifVersion(
  header: string | undefined,
  current: () => Promise<{ version: number }>,
): Promise<number | undefined> {
  if (header === undefined || header.trim() === "*") return undefined;
  const versions = header.split(",").map((part) => Number(tag.exec(part.trim())?.[1] ?? neverMatches));
  const [only = neverMatches] = versions;
  if (versions.length === 1) return only;
  const { version } = await current();
  return versions.includes(version) ? version : neverMatches;
}
