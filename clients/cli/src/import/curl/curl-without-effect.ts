import { ignored, nothing, type OptionRule } from "./options.ts";

/** Options of curl that do not change the request: output, connection and retries. */
export const curlWithoutEffect: Readonly<Record<string, OptionRule>> = {
  ...all(
    nothing,
    "-s",
    "--silent",
    "-S",
    "--show-error",
    "-f",
    "--fail",
    "--fail-with-body",
    "-v",
    "--verbose",
    "-i",
  ),
  ...all(
    nothing,
    "--include",
    "-#",
    "--progress-bar",
    "--no-progress-meter",
    "--compressed",
    "-N",
    "--no-buffer",
    "-g",
  ),
  ...all(
    nothing,
    "--globoff",
    "-4",
    "--ipv4",
    "-6",
    "--ipv6",
    "-0",
    "--http1.0",
    "--http1.1",
    "--http2",
    "-q",
    "-j",
  ),
  ...all(nothing, "--tlsv1.2", "--tlsv1.3", "-1", "--no-keepalive", "--tcp-nodelay", "--basic", "--disable"),
  ...all(
    nothing,
    "--retry-all-errors",
    "--retry-connrefused",
    "--location-trusted",
    "--ssl-reqd",
    "--path-as-is",
  ),
  ...all(
    ignored,
    "--connect-timeout",
    "--retry-max-time",
    "-w",
    "--write-out",
    "-y",
    "-Y",
    "--stderr",
    "--max-redirs",
  ),
};

function all(rule: OptionRule, ...names: readonly string[]): Record<string, OptionRule> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}
