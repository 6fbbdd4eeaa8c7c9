import { setFlagsFromString } from "node:v8";

/**
 * Turns off V8's allocation-site pretenuring. While a receiver is slow a request's headers live
 * for long, and from then on all later ones would be made among what is old, where they stand until a whole
 * collection: a burst is a twentieth faster without. Set here, since as a flag of the process it has V8 refuse the code
 * that comes compiled with Node, which takes 20 MB.
 *
 * It can go when `npm run bench -- burst` is as quick without it.
 */
export function allocateYoung(): void {
  setFlagsFromString("--no-allocation-site-pretenuring");
}
