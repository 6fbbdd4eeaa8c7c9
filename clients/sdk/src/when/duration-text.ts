/** Formats whole milliseconds in Go's form: `1h30m`, `1.5s`; hours are the largest unit. */
export function durationText(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = (ms % 60_000) / 1_000;
  return (
    [hours && `${hours}h`, minutes && `${minutes}m`, seconds && `${seconds}s`].filter(Boolean).join("") ||
    "0s"
  );
}

/** `1 hour 30 minutes`. */
export function durationInWords(ms: number): string {
  const counts = [
    [Math.floor(ms / 3_600_000), "hour"],
    [Math.floor(ms / 60_000) % 60, "minute"],
    [(ms % 60_000) / 1_000, "second"],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(" ");
}
