/** Abbreviations that stand for one place, including its summer time: people use them all year. */
export const placeOf: ReadonlyMap<string, string> = new Map(
  [
    "est edt et eastern:America/New_York",
    "cdt ct central:America/Chicago",
    "mst mdt mt mountain:America/Denver",
    "pst pdt pt pacific:America/Los_Angeles",
    "akst akdt:America/Anchorage",
    "hst:Pacific/Honolulu",
    "cet cest:Europe/Berlin",
    "eet eest:Europe/Helsinki",
    "msk:Europe/Moscow",
    "jst:Asia/Tokyo",
    "kst:Asia/Seoul",
    "hkt:Asia/Hong_Kong",
    "sgt:Asia/Singapore",
    "aest aedt:Australia/Sydney",
    "awst:Australia/Perth",
    "nzst nzdt:Pacific/Auckland",
  ].flatMap((row) => {
    const [words = "", place = ""] = row.split(":");
    return words.split(" ").map((word) => [word, place] as const);
  }),
);

/** Words among them that mean a zone only before `time`: alone they mean something else. */
export const needsTime: ReadonlySet<string> = new Set(["eastern", "central", "mountain", "pacific"]);

/** Abbreviations of zones hours apart, with the places that they may mean. */
export const severalPlaces: ReadonlyMap<string, readonly string[]> = new Map([
  ["ist", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]],
  ["cst", ["America/Chicago", "Asia/Shanghai", "America/Havana"]],
  ["bst", ["Europe/London", "Asia/Dhaka"]],
  ["ast", ["America/Halifax", "Asia/Riyadh"]],
]);

/** Spellings that a list of zones may lack: engines differ in which of the two they have. */
export const otherSpellings: readonly string[] = [
  "Asia/Kolkata",
  "Asia/Calcutta",
  "Europe/Kyiv",
  "Europe/Kiev",
  "Asia/Ho_Chi_Minh",
  "Asia/Saigon",
  "Asia/Yangon",
  "Asia/Rangoon",
  "Asia/Kathmandu",
  "Asia/Katmandu",
  "America/Argentina/Buenos_Aires",
  "America/Nuuk",
  "America/Godthab",
];

/** Last parts of zone names that are ordinary words: `easter at 9` is not a place. */
export const noCities: ReadonlySet<string> = new Set(
  "center christmas easter midway oral reunion troll wake".split(" "),
);
