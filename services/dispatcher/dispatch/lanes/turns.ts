/** A member that sometimes has deliveries waiting. */
export interface TurnTaker {
  /** True if it is in line. */
  inTurn: boolean;
  /** True if it has something waiting. */
  readonly hasWaiting: boolean;
}

const firstPortion = 8;

/**
 * Serves members that have something waiting in turn, so that a long queue does not starve the others.
 * Whoever was not reached is first next time.
 */
export class Turns<Member extends TurnTaker> {
  #line: Member[] = [];

  join(member: Member): void {
    if (member.inTurn) return;
    member.inTurn = true;
    this.#line.push(member);
  }

  /**
   * Serves round after round, with a growing portion for each.
   *
   * @param most how many to take in total
   * @param take takes up to `portion` from a member and returns how many; fewer means that it has no more
   * for now
   */
  serve(most: number, take: (member: Member, portion: number) => number): void {
    let left = most;
    let line = this.#line;
    const served: Member[] = [];
    for (let portion = firstPortion; left > 0 && line.length > 0; portion *= 2) {
      const more: Member[] = [];
      let at = 0;
      for (const member of line) {
        if (left <= 0) break;
        at++;
        const taken = take(member, Math.min(portion, left));
        left -= taken;
        if (taken === portion) more.push(member);
        else served.push(member);
      }
      line = [...line.slice(at), ...more];
    }
    this.#line = [...line, ...served].filter((member) => {
      member.inTurn = member.hasWaiting;
      return member.inTurn;
    });
  }
}
