import { askBeforeHarm, askFirst } from "../ask.ts";
import { type Filters, type FilterWords, filtersOf } from "../delivery-filters.ts";
import { usageFailure } from "../failure.ts";
import { idsOf } from "../id-of.ts";
import type { Session } from "../session.ts";
import { followReplays } from "./follow-replays.ts";

/** Options of `dead-letters replay`, as typed. */
export interface ReplayWords extends FilterWords {
  readonly all?: boolean;
  readonly over?: string;
  readonly freshKey?: boolean;
  /** Undefined: wait only on a terminal. */
  readonly wait?: boolean;
}

/** The API's limit per call. */
const mostInOneCall = 10_000;

/** Replays dead letters in several calls, and follows them until each had an attempt. */
export async function replayDeadLetters(
  session: Session,
  words: readonly string[],
  typed: ReplayWords,
): Promise<void> {
  const ids = idsOf(words, "dlv");
  const filters = filtersOf(typed, session.world.now());
  checkChoice(ids, filters, typed.all === true);
  const { output, landfall, signal } = session;
  const how = {
    ...(typed.over === undefined ? {} : { over: typed.over }),
    ...(typed.freshKey === true ? { fresh_key: true } : {}),
  };
  if (ids.length > 0) await askFirst(session, `Send ${ids.length} again?`);
  else await askBeforeHarm(session, `Send again ${await countText(session, filters)}?`);
  // Allows for the difference between the API's clock and the store's.
  const since = new Date(Date.parse((await landfall.whoAmI({ signal })).server_time) - 1_000).toISOString();
  let replayed = 0;
  for (;;) {
    const body = ids.length > 0 ? { ids: [...ids] } : { filter: filters };
    const made = await landfall.deadLetters.replay({ ...body, ...how }, { signal });
    replayed += made.replayed;
    if (ids.length > 0 || made.replayed < mostInOneCall) break;
    output.note(`${replayed} are on their way …`);
  }
  const outcomes =
    (typed.wait ?? session.canAsk) && replayed > 0 ? await followReplays(session, since, replayed) : null;
  if (output.isJson)
    return output.json({
      object: "dead_letter_replay",
      replayed,
      ...(outcomes === null ? {} : { outcomes }),
    });
  output.line(
    replayed === 0
      ? "There was none to send again."
      : `${replayed} sent again${typed.over === undefined ? "" : `, over ${typed.over}`}.`,
  );
}

function checkChoice(ids: readonly string[], filters: Filters, all: boolean): void {
  const filtered = Object.keys(filters).length > 0;
  if (ids.length > 0 && (filtered || all)) throw usageFailure("Name ids, or filters, not both.");
  if (ids.length === 0 && !filtered && !all) {
    throw usageFailure("It is not said which.", "Name ids (dlv_…), a filter such as --after 2h, or --all.");
  }
}

async function countText(session: Session, filters: Filters): Promise<string> {
  const page = await session.landfall.deadLetters.list(
    { ...filters, limit: 1, include_total: true },
    { signal: session.signal },
  );
  return page.total === undefined
    ? "what the filters meet"
    : `up to ${page.total} dead letters (those that nobody replayed yet)`;
}
