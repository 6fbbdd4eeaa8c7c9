/**
 * Describes how long an answer asks to wait (RFC 9110, 10.2.3: seconds or a date); null when it does not say, or not so that it can
 * be read. Never negative.
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  // A date has a day's name: Date.parse alone reads "-5" and "1.5" as years.
  const at = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
