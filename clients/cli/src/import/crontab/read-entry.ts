import { leave } from "../imported.ts";

/** An entry of a crontab: time and command. */
export interface Entry {
  readonly cron: string;
  readonly command: string;
}

const shorthands = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/i;
/** User names that are recognized in system crontabs. */
const usualUsers = /^(?:root|www-data|nobody|daemon|apache|nginx)$/;

/**
 * Splits an entry into time and command, without the user of a system crontab.
 *
 * @throws NotImportable for `@reboot`, malformed entries, and input after `%`
 */
export function readEntry(line: string, hasUser: boolean): Entry {
  const match = line.startsWith("@") ? /^(@\S+)\s+(.+)$/.exec(line) : /^((?:\S+\s+){5})(.+)$/.exec(line);
  const [cron = "", rest = ""] = [match?.[1]?.trim().replace(/\s+/g, " "), match?.[2]];
  if (match === null) leave("it is no entry of a crontab: five fields and a command");
  if (/^@reboot$/i.test(cron)) leave("@reboot is no time");
  if (cron.startsWith("@") ? !shorthands.test(cron) : !/^[\d*?LW#A-Za-z,/~ -]+$/.test(cron)) {
    leave("its first five fields are no time");
  }
  if (/[~]/.test(cron)) leave("a random time (~) is none that can be planned");
  return { cron: cron.startsWith("@") ? cron.toLowerCase() : cron, command: commandOf(rest, hasUser) };
}

function commandOf(rest: string, hasUser: boolean): string {
  const [word = "", next = ""] = rest.split(/\s+/, 2);
  const namesUser = hasUser || (usualUsers.test(word) && /(?:^|\/)(?:curl|wget)$/.test(next));
  const command = namesUser ? rest.slice(word.length).trim() : rest;
  // A % ends the command and starts its input, unless a backslash precedes it.
  if (/(?<!\\)%/.test(command)) leave("it has input behind a %");
  return command.replaceAll("\\%", "%");
}
