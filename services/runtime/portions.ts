/** Time for which a piece of work may hold the event loop before it yields. */
const portionMs = 2;

/** Work of all requests that waits for its next portion. */
const waiting: (() => void)[] = [];

/**
 * Resolves for one request per turn of the event loop, so that many large requests block it no longer than
 * one does.
 */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  const next = waiting.shift();
  if (waiting.length > 0) setImmediate(goOn);
  next?.();
}

/** Divides work into portions, so that no request delays others by more than one portion. */
export class Portions {
  #since = performance.now();

  /** Yields if the portion is used up. Call it between steps of a few milliseconds at most. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < portionMs) return;
    await nextTurn();
    this.#since = performance.now();
  }
}
