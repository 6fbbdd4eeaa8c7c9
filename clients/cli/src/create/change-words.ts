import type { Command } from "commander";
import type { UpdateScheduleRequest } from "../../../sdk/src/index.ts";
import { usageFailure } from "../failure.ts";
import type { Session } from "../session.ts";
import { confirmTiming } from "./confirm-timing.ts";
import { readTiming } from "./read-timing.ts";
import { requestFields } from "./request-fields.ts";
import { type RequestWords, type RuleWords, withRequestOptions, withRuleOptions } from "./request-options.ts";

/** Changes to a schedule, as typed. */
export interface ChangeWords extends RequestWords, RuleWords {
  readonly when?: string;
  readonly to?: string;
}

/** Adds the options that change a schedule, or a copy of it. */
export function withChangeOptions(command: Command): Command {
  command
    .option("--when <time>", "another time or rule, in words or as cron")
    .option("--to <url>", "another URL");
  return withRuleOptions(withRequestOptions(command));
}

/** Reads the changes; a new time is shown and confirmed. @returns the given fields, none if there are no changes */
export async function changeWords(
  session: Session,
  typed: ChangeWords,
  question: string,
): Promise<UpdateScheduleRequest> {
  if (typed.to !== undefined && typed.endpointId !== undefined) {
    throw usageFailure("--to and --endpoint-id are two destinations.", "Leave one of them out.");
  }
  const fields = {
    ...(await requestFields(session, typed)),
    ...(typed.to === undefined ? {} : { endpoint: typed.to }),
  };
  if (typed.when === undefined) return fields;
  const read = readTiming(session, "any", typed.when);
  const change = { ...fields, ...read.timing };
  await confirmTiming(session, read, change, question);
  return change;
}
