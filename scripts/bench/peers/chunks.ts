/** The numbers from 0 to `count`, exclusive, in order, at most `size` in each part. */
export function* chunks(count: number, size: number): Generator<number[]> {
  for (let from = 0; from < count; from += size) {
    yield Array.from({ length: Math.min(size, count - from) }, (_, offset) => from + offset);
  }
}
