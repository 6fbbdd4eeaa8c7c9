/**
 * Amount of a limited resource that a project may take in addition. A project alone may use `most`, and a
 * newcomer finds room at once: the total limit is a quarter above `most`, and no project may have more than
 * four fifths of what the others leave.
 *
 * Two projects that always want more end at 44 % each, three at 31 %. If six take all they can and give
 * nothing back, a seventh still finds some room.
 *
 * @param most limit of a project while it is alone
 * @param own what it has
 * @param total what all have, its own included
 */
export function roomBeside(most: number, own: number, total: number): number {
  const left = inAll(most) - (total - own);
  return Math.max(Math.ceil(0.8 * left) - own, 0);
}

/** Limit for all projects together, if one alone may have `most`. */
export function inAll(most: number): number {
  return Math.floor(1.25 * most);
}
