import { setFlagsFromString } from "node:v8";

/**
 * Turns off V8's allocation-site pretenuring.
 *
 * While a receiver is slow, the headers of its requests live long. V8 then allocates all later headers in
 * the old generation, where they stay until a full collection. Without pretenuring a burst is a twentieth
 * faster. It is set here because as a process flag it makes V8 reject Node's built-in code cache, which
 * costs 20 MB.
 *
 * Remove this once `npm run bench -- burst` is as fast without it.
 */
export function allocateYoung(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
}
