/** Times after which silence is reported: soon, then less and less often. */
const afterMs = [10_000, 30_000, 60_000, 300_000];

/** Reports that nothing has arrived, so that silence does not look like a lost connection. */
export function createQuietWatch(say: (text: string) => void) {
  let timer: NodeJS.Timeout | undefined;
  let step = 0;
  let hint = "";
  let count = 0;
  const wait = () => {
    clearTimeout(timer);
    const ms = afterMs[Math.min(step, afterMs.length - 1)] ?? 60_000;
    timer = setTimeout(() => {
      say(count === 0 ? hint : `Nothing came for ${ms / 1_000} s; still listening.`);
      step += 1;
      wait();
    }, ms);
  };
  return {
    /** @param text the report before the first delivery */
    begin(text: string) {
      hint = text;
      wait();
    },
    /** Something came. */
    heard() {
      count += 1;
      step = 1;
      wait();
    },
    end() {
      clearTimeout(timer);
    },
  };
}
