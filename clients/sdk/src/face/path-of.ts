/**
 * The path parameters of an object.
 *
 * @throws TypeError for what would lead to another path: nothing, `.` and `..`
 */
export function pathOf(id: string): { id: string } {
  if (typeof id !== "string" || /^\.{0,2}$/.test(id))
    throw new TypeError(`${JSON.stringify(id)} is not an id.`);
  return { id };
}
