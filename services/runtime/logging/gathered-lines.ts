import type { DestinationStream } from "pino";

/** Destination of pieces, which writes them in order. */
export interface Pieces {
  write(piece: string): unknown;
  flushSync(): void;
}

const writtenWithinMs = 100;
const pieceCharacters = 8_192;

/**
 * Gathers lines into pieces, since writing each line by itself costs more than all other logging work. A
 * line waits at most 100 ms for others. The timer runs only while lines wait, so it does not wake an idle
 * process or keep it alive.
 *
 * Remove this once `npm run bench -- burst` is as fast with one write per line.
 */
export function gatheredLines(pieces: Pieces): DestinationStream & { flushSync(): void } {
  let gathered = "";
  let timer: NodeJS.Timeout | null = null;
  const handOn = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (gathered !== "") pieces.write(gathered);
    gathered = "";
  };
  return {
    write(line) {
      gathered += line;
      if (gathered.length >= pieceCharacters) handOn();
      else timer ??= setTimeout(handOn, writtenWithinMs).unref();
    },
    flushSync() {
      handOn();
      pieces.flushSync();
    },
  };
}
