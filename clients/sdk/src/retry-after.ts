/**
 * Wait that an answer asks for (RFC 9110, 10.2.3: seconds or a date); null if it asks for none or the value
 * is malformed. Never negative.
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  // A date begins with a day's name: Date.parse alone would read "-5" and "1.5" as years.
  const at = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
