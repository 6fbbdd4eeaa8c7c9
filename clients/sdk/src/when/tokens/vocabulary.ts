/** A Map, so that words such as `constructor` do not find inherited members of an object. */
const words = <T>(rows: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  new Map(rows.flatMap(([list, value]) => list.split(" ").map((word) => [word, value] as const)));

/** 0 is Sunday, as in cron. */
export const weekdays = words<number>([
  ["sunday sun", 0],
  ["monday mon", 1],
  ["tuesday tue tues", 2],
  ["wednesday wed weds", 3],
  ["thursday thu thur thurs", 4],
  ["friday fri", 5],
  ["saturday sat", 6],
]);

/** Plurals such as `mondays`, which mean every one. */
export const pluralWeekdays: ReadonlyMap<string, number> = new Map(
  [...weekdays].filter(([word]) => word.endsWith("day")).map(([word, day]) => [`${word}s`, day]),
);

/** Counts from 1. */
export const months = words<number>([
  ["january jan", 1],
  ["february feb", 2],
  ["march mar", 3],
  ["april apr", 4],
  ["may", 5],
  ["june jun", 6],
  ["july jul", 7],
  ["august aug", 8],
  ["september sep sept", 9],
  ["october oct", 10],
  ["november nov", 11],
  ["december dec", 12],
]);

/** Length of one unit: elapsed milliseconds, calendar days or calendar months. */
export interface Unit {
  readonly ms: number;
  readonly days: number;
  readonly months: number;
}

const elapsed = (ms: number): Unit => ({ ms, days: 0, months: 0 });
const calendar = (days: number, count = 0): Unit => ({ ms: 0, days, months: count });

export const units = words<Unit>([
  ["ms millisecond milliseconds", elapsed(1)],
  ["s sec secs second seconds", elapsed(1_000)],
  ["m min mins minute minutes", elapsed(60_000)],
  ["h hr hrs hour hours", elapsed(3_600_000)],
  ["d day days", calendar(1)],
  ["w wk wks week weeks", calendar(7)],
  ["fortnight fortnights", calendar(14)],
  ["mo mos month months", calendar(0, 1)],
  ["y yr yrs year years", calendar(0, 12)],
]);

export const numbers = words<number>([
  ...[
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
  ]
    .join(" ")
    .split(" ")
    .map((word, value) => [word, value] as const),
  ["thirty", 30],
  ["forty", 40],
  ["fifty", 50],
  ["sixty", 60],
  ["seventy", 70],
  ["eighty", 80],
  ["ninety", 90],
]);

/** -1 is the last. */
export const ordinals = words<number>([
  ["first", 1],
  ["second", 2],
  ["third", 3],
  ["fourth", 4],
  ["fifth", 5],
  ["last", -1],
]);

/** A part of the day: the time it means alone, and the hours that it can contain. */
export interface DayPart {
  readonly name: string;
  readonly hour: number;
  readonly from: number;
  readonly to: number;
}

const part = (name: string, hour: number, from: number, to: number): DayPart => ({ name, hour, from, to });

export const dayParts = words<DayPart>([
  ["morning", part("morning", 9, 0, 11)],
  ["afternoon", part("afternoon", 15, 12, 18)],
  ["evening", part("evening", 18, 16, 23)],
  ["night", part("night", 20, 17, 23)],
]);

/** A name for a time, which cannot be combined with a clock time. */
export const endOfDay = part("end of day", 17, 17, 17);

const others =
  "a after afternoon am an and annually at between coming couple daily day each end eod every from half hourly in midday midnight month monthly next nightly noon now oclock of on past pm quarter quarterly the this through time to today tomorrow tonight utc gmt weekday weekdays weekend weekends weekly year yearly quarters";

/** Every word of the grammar, for naming unknown words and finding similar ones. */
export const knownWords: ReadonlySet<string> = new Set([
  ...[weekdays, pluralWeekdays, months, units, numbers, ordinals, dayParts].flatMap((map) => [...map.keys()]),
  ...others.split(" "),
]);
