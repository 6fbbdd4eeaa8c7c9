/** Splits the numbers below `count` into parts of at most `size`. */
export function* chunks(count: number, size: number): Generator<number[]> {
  for (let from = 0; from < count; from += size) {
    yield Array.from({ length: Math.min(size, count - from) }, (_, offset) => from + offset);
  }
}
