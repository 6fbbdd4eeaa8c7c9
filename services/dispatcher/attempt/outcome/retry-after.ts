/** Far above any sane value; keeps the sum an exact number. */
const longestSeconds = 1_000_000_000;

const days = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const month = `(?<month>${months.join("|")})`;
const time = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";

/** RFC 9110, 5.6.7: IMF-fixdate, and the two obsolete forms that a recipient must accept. */
const dateForms = [
  new RegExp(`^${days}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(
    `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} GMT$`,
  ),
  new RegExp(`^${days} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`),
];

/**
 * Milliseconds from `now` to the time that a Retry-After value names (RFC 9110, 10.2.3): seconds, or an
 * HTTP-date. 0 for a date in the past; null if the value is missing, negative or malformed.
 */
export function retryAfterMs(value: string | null, now: number): number | null {
  const text = value?.trim() ?? "";
  if (/^\d+$/.test(text)) return Math.min(Number(text), longestSeconds) * 1000;
  const at = httpDate(text, now);
  return at === null ? null : Math.max(at - now, 0);
}

function httpDate(text: string, now: number): number | null {
  for (const form of dateForms) {
    const parts = form.exec(text)?.groups;
    if (parts === undefined) continue;
    const month = months.indexOf(parts.month ?? "");
    const [day, hour, minute, second] = [parts.day, parts.hour, parts.minute, parts.second].map(Number);
    if (day === undefined || hour === undefined || minute === undefined || second === undefined) return null;
    const year = fullYear(parts.year ?? "", now);
    // 60 is a leap second, which the grammar allows.
    if (day < 1 || day > new Date(Date.UTC(year, month + 1, 0)).getUTCDate()) return null;
    if (hour > 23 || minute > 59 || second > 60) return null;
    return Date.UTC(year, month, day, hour, minute, second);
  }
  return null;
}

/** RFC 9110, 5.6.7: a two-digit year more than 50 years ahead means the past year with those digits. */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}
