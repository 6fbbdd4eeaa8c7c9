/** Shows the progress of a command: one line per step, with its duration. */
export interface Steps {
  /** Runs one step. Prints its line when it is done, on a terminal also while it runs. Rethrows its error. */
  run<Result>(label: string, work: () => Promise<Result>): Promise<Result>;
  /** Prints a line beside the steps. */
  say(line: string): void;
}

export interface StepsOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** @param now milliseconds of a monotonic clock, such as `performance.now` */
export function createSteps(output: StepsOutput, now: () => number): Steps {
  const live = output.isTTY === true;
  let shown = "";
  const clear = () => {
    if (live && shown !== "") output.write("\r\u001b[K");
  };
  const say = (line: string) => {
    clear();
    output.write(`${line}\n`);
    if (live && shown !== "") output.write(shown);
  };
  return {
    say,
    async run(label, work) {
      const startedAt = now();
      shown = `  … ${label}`;
      if (live) output.write(shown);
      try {
        const result = await work();
        finish(`  ✓ ${label.padEnd(58)} ${seconds(now() - startedAt)}`);
        return result;
      } catch (error) {
        finish(`  ✗ ${label}`);
        throw error;
      }
    },
  };

  function finish(line: string): void {
    clear();
    shown = "";
    output.write(`${line}\n`);
  }
}

/** `1.2 s`, padded for right alignment. */
export function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`.padStart(7);
}
