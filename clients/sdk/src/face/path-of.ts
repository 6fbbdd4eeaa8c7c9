/**
 * Path parameters of an object.
 *
 * @throws TypeError for an id that would lead to another path: empty, `.` or `..`
 */
export function pathOf(id: string): { id: string } {
  if (typeof id !== "string" || /^\.{0,2}$/.test(id))
    throw new TypeError(`${JSON.stringify(id)} is not an id.`);
  return { id };
}
