import type { CreateScheduleRequest } from "../../../sdk/src/index.ts";
import type { Session } from "../session.ts";
import { printSchedule } from "../show/schedule.ts";
import { zoneOf } from "../show/zone-of.ts";
import { confirmTiming } from "./confirm-timing.ts";
import { type Asked, readTiming } from "./read-timing.ts";
import { requestFields } from "./request-fields.ts";
import type { RequestWords, RuleWords } from "./request-options.ts";
import { splitWords } from "./split-words.ts";

/** Creates a schedule from the arguments of `in`, `at`, `cron` or `every`, after showing and confirming it. */
export async function createSchedule(
  session: Session,
  asked: Asked,
  words: readonly string[],
  typed: RequestWords & RuleWords,
): Promise<void> {
  const { when, url } = splitWords(words, typed.endpointId);
  const read = readTiming(session, asked, when);
  const fields = await requestFields(session, typed);
  const request: CreateScheduleRequest = {
    ...fields,
    ...read.timing,
    ...(url === null ? {} : { endpoint: url }),
  };
  await confirmTiming(session, read, request, "Schedule this?");
  let wasThere = false;
  const schedule = await session.landfall.schedules.create(request, {
    signal: session.signal,
    idempotencyKey: typed.key,
    onResponse: ({ headers }) => {
      wasThere = headers.get("idempotent-replayed") === "true";
    },
  });
  const { output } = session;
  if (wasThere) output.note("It was there already: made with the same idempotency key before.");
  if (output.isJson) return output.json(schedule);
  printSchedule(output, schedule, zoneOf(read.timing, session.timezone));
}
