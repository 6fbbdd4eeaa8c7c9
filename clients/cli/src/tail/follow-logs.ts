import { setTimeout as wait } from "node:timers/promises";
import { isLandfallError, type LogEntry } from "../../../sdk/src/index.ts";
import { instantOption } from "../instant-option.ts";
import type { Session } from "../session.ts";
import { spanText } from "../show/span.ts";
import { attemptLine } from "./attempt-line.ts";
import { LookBack } from "./look-back.ts";
import { SeenIds } from "./seen-ids.ts";
import { intervalMs, logFilters, type TailWords } from "./tail-words.ts";

/** Time without attempts after which it reports that it still listens. */
const quietMs = 60_000;

/**
 * Prints attempts as they end, oldest first, until Ctrl-C. Reports when the connection is lost and when it is back,
 * and then prints the attempts of the meantime.
 */
export async function followLogs(session: Session, typed: TailWords): Promise<void> {
  const { output, landfall, signal, world } = session;
  const [filters, everyMs] = [logFilters(typed), intervalMs(typed)];
  // By the API's clock, so that a wrong local clock hides nothing.
  const ahead = Date.parse((await landfall.whoAmI({ signal })).server_time) - world.now();
  const now = () => world.now() + ahead;
  const since = instantOption("--since", typed.since, now());
  const from = since === undefined ? now() : Date.parse(since);
  const [lookBack, seen, link] = [new LookBack(from, now()), new SeenIds(), new Link(session)];
  if (typed.follow) output.note(`Following attempts at ${session.connection.baseUrl}, Ctrl-C ends it.`);
  let heardAt = now();
  for (;;) {
    const askedAt = now();
    const after = lookBack.after(askedAt);
    const found = await link.try(async () => {
      const entries: LogEntry[] = [];
      const query = { ...filters, after: new Date(after).toISOString(), limit: 100 };
      for await (const each of landfall.logs.list(query, { signal, maxRetries: 0, timeoutMs: 15_000 }))
        entries.push(each);
      return entries;
    }, typed.follow);
    if (found !== null) {
      const fresh = found.filter((each) => seen.isNew(each.id, Date.parse(each.started_at))).reverse();
      for (const each of fresh) print(session, each);
      lookBack.done(after, askedAt);
      seen.forgetBefore(lookBack.floor);
      if (fresh.length > 0) heardAt = now();
    }
    if (!typed.follow) return;
    if (found !== null && now() - heardAt >= quietMs) {
      output.note(`No attempt for ${spanText(quietMs)}; the link is up.`);
      heardAt = now();
    }
    await wait(everyMs, undefined, { signal });
  }
}

function print({ output, timezone }: Session, each: LogEntry): void {
  if (output.isJson) output.jsonLine(each);
  else output.line(attemptLine(each, timezone, output.paint));
}

/** Reports when the connection to the API is lost and when it is back. */
class Link {
  readonly #session: Session;
  #lostAt: number | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs `ask`; null if it failed and trying again may help. @param mayWait false: the failure is thrown */
  async try<T>(ask: () => Promise<T>, mayWait: boolean): Promise<T | null> {
    const { output, world, signal } = this.#session;
    try {
      const answer = await ask();
      if (this.#lostAt !== null)
        output.note(
          `Link is back after ${spanText(world.now() - this.#lostAt)}; what happened meanwhile follows.`,
        );
      this.#lostAt = null;
      return answer;
    } catch (error) {
      if (signal.aborted || !mayWait || !mayPass(error)) throw error;
      if (this.#lostAt === null) {
        this.#lostAt = world.now();
        output.note(`Link lost (${error instanceof Error ? error.message : String(error)}); trying again.`);
      }
      return null;
    }
  }
}

function mayPass(error: unknown): boolean {
  return isLandfallError(error) && ["ConnectionError", "RateLimitError", "ApiError"].includes(error.name);
}
