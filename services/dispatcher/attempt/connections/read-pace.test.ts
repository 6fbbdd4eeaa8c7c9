import { Socket } from "node:net";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ReadPace } from "./read-pace.ts";

const large = 16_384;
/** Number of large reads allowed per turn. */
const allowed = 64;
const turn = () => new Promise((resolve) => setImmediate(resolve));

let pace: ReadPace;
let resumed: Socket[];
beforeEach(() => {
  pace = new ReadPace();
  resumed = [];
});

function socket(): Socket {
  const made = new Socket();
  vi.spyOn(made, "resume").mockImplementation(() => {
    resumed.push(made);
    return made;
  });
  return made;
}

/** Reports one large read of each of `count` sockets; returns those that must pause. */
function flood(count: number): Socket[] {
  return Array.from({ length: count }, socket).filter((each) => !pace.mayGoOn(each, large));
}

describe("a turn of the event loop", () => {
  it("allows 1 MB, and pauses sockets that read more until the next turn", async () => {
    const resting = flood(allowed + 10);
    expect(resting).toHaveLength(11);
    expect(resumed).toEqual([]);
    await turn();
    expect(resumed).toEqual(resting);
    expect(flood(allowed - 1)).toEqual([]);
  });

  it("never holds up a small answer", async () => {
    flood(allowed + 10);
    expect(pace.mayGoOn(socket(), 300)).toBe(true);
    await turn();
  });

  it("resumes only as many sockets as may read, in order, without closed ones", async () => {
    const resting = flood(3 * allowed - 1);
    expect(resting).toHaveLength(2 * allowed);
    resting[1]?.destroy();
    await turn();
    expect(resumed).toEqual(resting.filter((_, at) => at <= allowed && at !== 1));
    await turn();
    expect(resumed).toHaveLength(2 * allowed - 1);
  });
});
