/** A delivery under a claim, with the fence that the claim got. */
export interface HeldDelivery {
  readonly id: Buffer;
  readonly fence: number;
}

/**
 * Groups deliveries by fence. A statement names one fence and many ids, because not every server reads a list
 * of (id, fence) pairs by primary key. Nearly all deliveries are claimed once or twice, so a batch makes one
 * or two groups.
 */
export function byFence(deliveries: readonly HeldDelivery[]): Map<number, Buffer[]> {
  const groups = new Map<number, Buffer[]>();
  for (const { id, fence } of deliveries) {
    const group = groups.get(fence);
    if (group) group.push(id);
    else groups.set(fence, [id]);
  }
  return groups;
}
