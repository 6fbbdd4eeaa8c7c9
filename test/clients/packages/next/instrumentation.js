import { tell } from "./receiver-options.js";

/** Tells the test which errors reached Next. */
export async function onRequestError({ name, message }) {
  await tell("errors", { name, message });
}
