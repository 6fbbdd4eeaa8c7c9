import type { Command } from "commander";
import type { UpdateEndpointRequest } from "../../../sdk/src/index.ts";
import { type AddCommand, act } from "../act.ts";
import { readHeaderLines } from "../create/read-header-lines.ts";
import { wholeNumber } from "../create/request-fields.ts";
import { gathered, withKeyOption } from "../create/request-options.ts";
import { examplesOf } from "../examples-of.ts";
import { usageFailure } from "../failure.ts";
import { idsOf } from "../id-of.ts";
import { ifVersionOf, type VersionWords, withVersionOption } from "../if-version.ts";
import { printEndpoint } from "../show/endpoint.ts";

interface FieldWords {
  readonly name?: string;
  readonly description?: string;
  readonly header?: readonly string[];
  readonly timeout?: string;
  readonly maxPerSecond?: string;
  readonly maxConcurrency?: string;
  readonly maxAttempts?: string;
  readonly secret?: string;
}

function withFields(command: Command): Command {
  return command
    .option("--name <name>", "name, for lists")
    .option("--description <text>", "what it is for")
    .option("-H, --header <line>", 'header of every request, "Name: value"', gathered)
    .option("--timeout <duration>", "longest time of one attempt, 1s to 5m")
    .option("--max-per-second <number>", "attempts a second at most")
    .option("--max-concurrency <number>", "attempts at once at most")
    .option("--max-attempts <number>", "attempts before a dead letter, 1 to 50")
    .option("--secret <secret>", "signing secret of its own, whsec_…");
}

function fieldsOf(typed: FieldWords): UpdateEndpointRequest {
  const headers = readHeaderLines(typed.header ?? []);
  const perSecond = wholeNumber("--max-per-second", typed.maxPerSecond);
  const concurrency = wholeNumber("--max-concurrency", typed.maxConcurrency);
  const attempts = wholeNumber("--max-attempts", typed.maxAttempts);
  return {
    ...(typed.name === undefined ? {} : { name: typed.name }),
    ...(typed.description === undefined ? {} : { description: typed.description }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(typed.timeout === undefined ? {} : { timeout: typed.timeout }),
    ...(perSecond === undefined ? {} : { max_per_second: perSecond }),
    ...(concurrency === undefined ? {} : { max_concurrency: concurrency }),
    ...(attempts === undefined ? {} : { retry_policy: { max_attempts: attempts } }),
    ...(typed.secret === undefined ? {} : { secret: typed.secret }),
  };
}

/** Adds `sched endpoints create`. */
export const addCreateEndpoint: AddCommand = (group, context) => {
  const command = group
    .command("create")
    .description("Create an endpoint profile")
    .argument("<url>", "where to");
  withKeyOption(withFields(command));
  examplesOf(command, "sched endpoints create https://example.com/hook --name billing --max-per-second 20");
  act<FieldWords & { key?: string }>(command, context, async (session, words, typed) => {
    const [url = ""] = words;
    const options = { signal: session.signal, idempotencyKey: typed.key };
    const endpoint = await session.landfall.endpoints.create({ url, ...fieldsOf(typed) }, options);
    if (session.output.isJson) return session.output.json(endpoint);
    printEndpoint(session.output, endpoint, session.timezone);
  });
};

/** Adds `sched endpoints edit`. */
export const addEditEndpoint: AddCommand = (group, context) => {
  const command = group
    .command("edit")
    .description("Change an endpoint profile; attempts that begin after the answer follow it")
    .argument("<id>", "ep_…")
    .option("--to <url>", "another URL");
  withVersionOption(withFields(command));
  examplesOf(
    command,
    "sched endpoints edit ep_01J… --max-per-second 5",
    "sched endpoints edit ep_01J… --to https://example.com/v2",
  );
  act<FieldWords & VersionWords & { to?: string }>(command, context, async (session, words, typed) => {
    const [id = ""] = idsOf(words, "ep");
    const change = { ...fieldsOf(typed), ...(typed.to === undefined ? {} : { url: typed.to }) };
    if (Object.keys(change).length === 0) {
      throw usageFailure("It is not said what to change.", "See sched endpoints edit --help.");
    }
    const options = { signal: session.signal, ifVersion: ifVersionOf(typed) };
    const endpoint = await session.landfall.endpoints.update(id, change, options);
    if (session.output.isJson) return session.output.json(endpoint);
    printEndpoint(session.output, endpoint, session.timezone);
  });
};
