/** Formats a duration for people: `850 ms`, `1.2 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. Signed. */
export function spanText(ms: number): string {
  const sign = ms < 0 ? "-" : "";
  const size = Math.abs(ms);
  if (size < 1_000) return `${sign}${Math.round(size)} ms`;
  if (size < 10_000) return `${sign}${(size / 1_000).toFixed(1)} s`;
  const seconds = Math.round(size / 1_000);
  if (seconds < 60) return `${sign}${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${sign}${joined(minutes, "min", seconds % 60, "s")}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${sign}${joined(hours, "h", minutes % 60, "min")}`;
  return `${sign}${joined(Math.floor(hours / 24), "d", hours % 24, "h")}`;
}

function joined(count: number, unit: string, rest: number, smaller: string): string {
  return rest === 0 ? `${count} ${unit}` : `${count} ${unit} ${rest} ${smaller}`;
}
