/**
 * Lists the differences in shape between an example and a real answer, a line each: members that only one has, values
 * of another type. Null matches anything; lists are compared by their first elements.
 */
export function differentShape(example: unknown, real: unknown, place = ""): string[] {
  if (example === null || real === null) return [];
  if (Array.isArray(example) && Array.isArray(real)) {
    const [[one], [other]] = [example, real];
    return one === undefined || other === undefined ? [] : differentShape(one, other, `${place}[]`);
  }
  if (typeof example !== typeof real || Array.isArray(example) !== Array.isArray(real)) {
    return [`${place} is ${typeof example} in the example and ${typeof real} in truth`];
  }
  if (typeof example !== "object" || typeof real !== "object") return [];
  const [shown, truth] = [new Map(Object.entries(example)), new Map(Object.entries(real))];
  return [...new Set([...shown.keys(), ...truth.keys()])].flatMap((name) => {
    const at = `${place}.${name}`;
    if (!shown.has(name)) return [`${at} is missing in the example`];
    if (!truth.has(name)) return [`${at} is only in the example`];
    return differentShape(shown.get(name), truth.get(name), at);
  });
}
