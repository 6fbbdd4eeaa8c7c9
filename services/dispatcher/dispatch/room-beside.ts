/**
 * Describes how much more of something bounded a project may take, so that one project alone can use all that was meant for it,
 * and those that come beside it find room at once: in all there is a quarter more than `most`, and nobody has more
 * than four fifths of what the others leave.
 *
 * Two that are always hungry end at 44 % each, three at 31 %; six that take what they can and never give it back
 * leave something to the seventh.
 *
 * @param most what a project may have while it is alone
 * @param own what it has
 * @param total what all have, its own included
 */
export function roomBeside(most: number, own: number, total: number): number {
  const left = inAll(most) - (total - own);
  return Math.max(Math.ceil(0.8 * left) - own, 0);
}

/** Describes what all projects together may have of something of which one alone may have `most`. */
export function inAll(most: number): number {
  return Math.floor(1.25 * most);
}
