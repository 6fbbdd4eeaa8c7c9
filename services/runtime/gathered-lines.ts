import type { DestinationStream } from "pino";

/** Where pieces go, to be written one after the other. */
export interface Pieces {
  write(piece: string): unknown;
  flushSync(): void;
}

const writtenWithinMs = 100;
const pieceCharacters = 8_192;

/**
 * Gathers lines into pieces, since to hand each on by itself costs more than all else about it. No line waits for more
 * than 100 ms for others. A timer runs only while there are lines, so an idle process is not woken, and does not keep
 * the process alive.
 *
 * It can go when `npm run bench -- burst` is as quick with a write for each line.
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
