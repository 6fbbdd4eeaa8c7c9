/** The version of the IANA database by which this process works out wall-clock times, such as `2026c`: Node's ICU has it. */
export function timeZoneRules(): string {
  return process.versions.tz ?? "unknown";
}
