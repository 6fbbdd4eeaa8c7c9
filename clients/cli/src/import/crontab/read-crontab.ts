import { requestOf } from "../curl/request-of.ts";
import { type Found, type Imported, NotImportable, type NotImported } from "../imported.ts";
import { sourceIdOf } from "../source-id.ts";
import { readEntry } from "./read-entry.ts";

/** Options for reading a crontab. */
export interface CrontabOptions {
  /** Zone of lines without a `CRON_TZ=` above them. */
  readonly timezone: string;
  /** True for /etc/crontab and /etc/cron.d, whose lines name a user before the command. */
  readonly hasUser: boolean;
}

/**
 * Reads a crontab (crontab(5)). Lines that call one URL with curl or wget become schedules, in the zone of the
 * `CRON_TZ=` above them. All other lines are listed in full.
 */
export function readCrontab(text: string, options: CrontabOptions): Found {
  const items: Imported[] = [];
  const left: NotImported[] = [];
  let { timezone } = options;
  let comment: string | null = null;
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === "") comment = null;
    else if (line.startsWith("#")) comment = line.replace(/^#+\s*/, "");
    else {
      const setting = /^(["']?)([A-Za-z_]\w*)\1\s*=\s*(.*)$/.exec(line);
      if (setting !== null) {
        if (setting[2] === "CRON_TZ") timezone = unquoted(setting[3] ?? "") || options.timezone;
        continue;
      }
      try {
        items.push(imported(line, timezone, options.hasUser, comment));
      } catch (error) {
        if (!(error instanceof NotImportable)) throw error;
        left.push({ label: line, reason: error.message });
      }
      comment = null;
    }
  }
  return { items, left };
}

/** Longest name taken from a comment. */
const longestName = 100;

function imported(line: string, timezone: string, hasUser: boolean, comment: string | null): Imported {
  const { cron, command } = readEntry(line, hasUser);
  const { request, notes } = requestOf(command);
  const name = comment === null || comment === "" ? null : comment.slice(0, longestName);
  return {
    sourceId: sourceIdOf(`${request.method} ${request.endpoint}`),
    label: line,
    request: { ...request, cron, timezone, ...(name === null ? {} : { name }) },
    isPaused: false,
    notes,
  };
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, "$2").trim();
}
