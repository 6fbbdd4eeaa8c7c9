/** Something that has deliveries waiting now and then. */
export interface TurnTaker {
  /** True if it stands in line. */
  inTurn: boolean;
  /** True if anything of it waits. */
  readonly hasWaiting: boolean;
}

const firstPortion = 8;

/**
 * Those that have something waiting, each served in its turn, so that a long one does not starve the others. Whoever
 * was not reached is first the next time.
 */
export class Turns<Member extends TurnTaker> {
  #line: Member[] = [];

  join(member: Member): void {
    if (member.inTurn) return;
    member.inTurn = true;
    this.#line.push(member);
  }

  /**
   * Serves round after round, a growing portion each.
   *
   * @param most how many are to be taken in all
   * @param take takes up to so many of a member, and returns how many; fewer: it has no more to give for now
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
