import { usageFailure } from "../failure.ts";

/**
 * Reads headers given with -H: `Name: value`, or `Name;` for an empty value.
 *
 * @throws Failure for an invalid header, or one given twice
 */
export function readHeaderLines(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const match = /^\s*([^\s:;]+)\s*(?::\s*([\s\S]*?)|;)\s*$/.exec(line);
    const name = match?.[1];
    if (name === undefined) throw usageFailure(`“${line}” is no header.`, 'Write -H "Name: value".');
    if (Object.keys(headers).some((each) => each.toLowerCase() === name.toLowerCase())) {
      throw usageFailure(
        `The header ${name} is given twice.`,
        "A schedule sends each header once; join the values with a comma.",
      );
    }
    headers[name] = match?.[2] ?? "";
  }
  return headers;
}
