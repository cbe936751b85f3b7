/** Two clusters that become one. Leaves are 0…n−1; the merge at place i makes the cluster n+i. */
export type Merge = { readonly a: number; readonly b: number; readonly height: number };

/**
 * Average linkage (UPGMA) by the nearest-neighbour chain: n−1 merges in the order of their heights, in O(n²) time.
 *
 * Source: F. Murtagh, A survey of recent advances in hierarchical clustering algorithms, 1983; the chain is right for
 * average linkage, since it is reducible. Ties go to the lower number, so that the same distances give the same tree.
 *
 * @param distances between all pairs i < j, row by row, `n(n−1)/2` of them; they are overwritten.
 * @param count of points; 0 and 1 have no merges.
 */
export function averageLinkage(distances: Float32Array, count: number): readonly Merge[] {
  const size = new Float64Array(count).fill(1);
  const isGone = new Uint8Array(count);
  const at = (i: number, j: number): number =>
    i < j ? i * count - (i * (i + 1)) / 2 + j - i - 1 : j * count - (j * (j + 1)) / 2 + i - j - 1;
  const merged: { a: number; b: number; height: number }[] = [];
  const chain: number[] = [];
  let first = 0;
  while (merged.length < count - 1) {
    if (chain.length === 0) {
      while (isGone[first] === 1) first += 1;
      chain.push(first);
    }
    const top = chain.at(-1) ?? 0;
    const before = chain.at(-2);
    let nearest = before ?? -1;
    let least = before === undefined ? Number.POSITIVE_INFINITY : (distances[at(top, before)] ?? 0);
    for (let other = 0; other < count; other++) {
      if (other === top || isGone[other] === 1) continue;
      const distance = distances[at(top, other)] ?? 0;
      if (distance < least) {
        least = distance;
        nearest = other;
      }
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [kept, gone] = top < nearest ? [top, nearest] : [nearest, top];
    const ofKept = size[kept] ?? 1;
    const ofGone = size[gone] ?? 1;
    isGone[gone] = 1;
    for (let other = 0; other < count; other++) {
      if (other === kept || isGone[other] === 1) continue;
      const place = at(kept, other);
      const sum = ofKept * (distances[place] ?? 0) + ofGone * (distances[at(gone, other)] ?? 0);
      distances[place] = sum / (ofKept + ofGone);
    }
    size[kept] = ofKept + ofGone;
    merged.push({ a: kept, b: gone, height: least });
  }
  return inOrder(merged, count);
}

/** The chain finds merges out of order and names clusters by a member: sorts them, and names clusters by their merge. */
function inOrder(
  found: readonly { readonly a: number; readonly b: number; readonly height: number }[],
  count: number,
): readonly Merge[] {
  const parent = Int32Array.from({ length: 2 * count }, (_, index) => index);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let next = node; parent[next] !== root; ) {
      const up = parent[next] ?? root;
      parent[next] = root;
      next = up;
    }
    return root;
  };
  return found
    .map((merge, order) => ({ ...merge, order }))
    .toSorted((x, y) => x.height - y.height || x.order - y.order)
    .map(({ a, b, height }, index) => {
      const [left, right] = [rootOf(a), rootOf(b)];
      parent[left] = count + index;
      parent[right] = count + index;
      return { a: Math.min(left, right), b: Math.max(left, right), height };
    });
}

/** Which of `k` clusters each leaf is in, numbered from 0 by their first leaf; `k` from 1 to the count of leaves. */
export function cutTree(merges: readonly Merge[], count: number, k: number): Int32Array {
  const parent = Int32Array.from({ length: 2 * count }, (_, index) => index);
  for (const [index, { a, b }] of merges.slice(0, Math.max(0, count - k)).entries()) {
    parent[a] = count + index;
    parent[b] = count + index;
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, leaf) => {
    let root = leaf;
    while (parent[root] !== root) root = parent[root] ?? root;
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}
