/** No object has this version, so the service answers that the precondition failed. */
const neverMatches = 0;

/** One of our entity tags, weak or strong. Source: RFC 9110, 8.8.3. */
const tag = /^(?:W\/)?"(\d{1,15})"$/;

/**
 * Version required by an `If-Match`; undefined if any is accepted (no header, or `*`). For a list, the
 * version that the object has now, which `current` reads; the service checks it again.
 *
 * A malformed tag never matches (RFC 9110, 13.1.1).
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
