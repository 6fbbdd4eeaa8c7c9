import { type Command, Option } from "commander";

/** Parts of a request, as typed. */
export interface RequestWords {
  readonly data?: readonly string[];
  readonly header?: readonly string[];
  readonly request?: string;
  readonly name?: string;
  readonly endpointId?: string;
  readonly key?: string;
  readonly timeout?: string;
  readonly ttl?: string;
  readonly maxAttempts?: string;
  readonly meta?: readonly string[];
}

/** Bounds and policies of a recurring schedule, as typed. */
export interface RuleWords {
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly maxRuns?: string;
  readonly misfire?: string;
  readonly overlap?: string;
}

/** Gathers an option that may be given several times. */
export function gathered(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Adds the options of a request, for creating, changing and cloning. */
export function withRequestOptions(command: Command): Command {
  return command
    .option("-d, --data <body>", "body: text, @file, - for stdin; JSON is sent as JSON", gathered)
    .option("-H, --header <line>", 'header, "Name: value"; may be given several times', gathered)
    .option("-X, --request <method>", "GET, POST, PUT, PATCH or DELETE; POST if not given")
    .option("--name <name>", "name, for lists")
    .option("--endpoint-id <id>", "endpoint profile in place of a URL")
    .option("--timeout <duration>", "longest time of one attempt, 1s to 5m")
    .option("--ttl <duration>", "give up when it is this late")
    .option("--max-attempts <number>", "attempts before it is a dead letter, 1 to 50")
    .option("--meta <pair>", "metadata, key=value; may be given several times", gathered);
}

/** Adds `--key`, the idempotency key. */
export function withKeyOption(command: Command): Command {
  return command.option("--key <key>", "idempotency key: the same key and request make one thing");
}

/** Adds the options of a recurring schedule. */
export function withRuleOptions(command: Command): Command {
  return command
    .option("--starts-at <instant>", "first moment, RFC 3339")
    .option("--ends-at <instant>", "last moment, RFC 3339")
    .option("--max-runs <number>", "end after so many runs")
    .addOption(
      new Option("--misfire <policy>", "what becomes of runs that fell due while nothing ran").choices([
        "all",
        "once",
        "skip",
      ]),
    )
    .addOption(
      new Option("--overlap <policy>", "when the run before is not settled").choices([
        "allow",
        "skip",
        "buffer_one",
      ]),
    );
}
