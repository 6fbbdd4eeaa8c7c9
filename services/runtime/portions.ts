/** How long a piece of work holds the event loop before everything else that is ready has its turn. */
const portionMs = 2;

/** Pieces of work that wait for their next portion, of all requests. */
const waiting: (() => void)[] = [];

/** One portion of anybody's in a turn of the event loop, so that many large requests hold it for no longer than one. */
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

/** Work that is done in portions, so that no request keeps another one waiting for longer than one of them. */
export class Portions {
  #since = performance.now();

  /** To be awaited between two steps, each of which takes a few milliseconds at most. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < portionMs) return;
    await nextTurn();
    this.#since = performance.now();
  }
}
