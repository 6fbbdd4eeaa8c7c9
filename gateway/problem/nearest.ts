/** Names that other schedulers and conventions use for our fields. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  endpoint: ["url", "uri", "target", "destination", "callback", "webhook", "webhook_url"],
  body: ["payload", "data", "json"],
  every: ["interval", "rate", "period", "frequency"],
  cron: ["schedule", "cron_expression", "expression"],
  fire_at: ["at", "run_at", "send_at", "deliver_at", "scheduled_at", "scheduled_for", "not_before", "when"],
  delay: ["wait", "in", "after", "delay_seconds"],
  timezone: ["tz", "zone", "time_zone"],
  starts_at: ["start", "start_at", "start_date"],
  ends_at: ["end", "end_at", "end_date", "until"],
  retry_policy: ["retry", "retries", "retry_config"],
};

/**
 * Finds the field that `name` was probably meant to be; null if none of `known` is close. Another name for
 * a field is tried first, then names within a few letters.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  const written = name
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
  if (known.includes(written)) return written;
  const meant = known.find((each) => otherNames[each]?.includes(written));
  if (meant !== undefined) return meant;
  const [best] = known
    .map((each) => ({ each, distance: distanceOf(written, each) }))
    .filter(({ each, distance }) => distance <= Math.max(1, Math.floor(each.length / 3)))
    .sort((one, other) => one.distance - other.distance);
  return best?.each ?? null;
}

/** Edit distance: letters to insert, delete or replace (Levenshtein). Skips names that are far too long. */
function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > other.length) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, wanted] of [...other].entries()) {
      const replaced = (above[column] ?? 0) + (letter === wanted ? 0 : 1);
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}
