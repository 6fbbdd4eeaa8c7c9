/** Measures the longest turn of the event loop while `act` was done, by this thread's own time; the best of three. */
export async function longestTurnMs(act: () => Promise<unknown>): Promise<number> {
  const spentMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  const all: number[] = [];
  for (let round = 0; round < 3; round++) {
    let longest = 0;
    let last = spentMs();
    let isOn = true;
    const look = () => {
      const now = spentMs();
      longest = Math.max(longest, now - last);
      last = now;
      if (isOn) setImmediate(look);
    };
    setImmediate(look);
    await act();
    isOn = false;
    all.push(longest);
  }
  return Math.min(...all);
}
