/** A place on the map; both in [0, 1]. */
export type MapPosition = { readonly x: number; readonly y: number };

/** So many points are set against one another; each other one is placed by its distances to them. */
const mostLandmarks = 150;
const rounds = 200;

/**
 * Places on a plane whose distances are near to the given ones: classical scaling (Torgerson 1952) of landmarks that are
 * spread evenly over the points, and the others by their distances to these (de Silva and Tenenbaum 2004).
 *
 * The same distances give the same map. Points that are all alike lie in the middle.
 *
 * @param distance of two points, symmetric, 0 for a point and itself.
 */
export function mapPositions(
  count: number,
  distance: (i: number, j: number) => number,
): readonly MapPosition[] {
  const landmarks = Array.from({ length: Math.min(count, mostLandmarks) }, (_, n) =>
    Math.floor((n * count) / Math.min(count, mostLandmarks)),
  );
  const squares = landmarks.map((a) => landmarks.map((b) => distance(a, b) ** 2));
  const means = squares.map(meanOf);
  const mean = meanOf(means);
  const centred = squares.map((row, a) =>
    row.map((square, b) => -0.5 * (square - (means[a] ?? 0) - (means[b] ?? 0) + mean)),
  );
  const first = leadingVector(centred);
  const second = leadingVector(
    centred.map((row, a) =>
      row.map((value, b) => value - first.value * (first.vector[a] ?? 0) * (first.vector[b] ?? 0)),
    ),
  );
  const places = Array.from({ length: count }, (_, point) => {
    const offsets = landmarks.map((one, at) => distance(point, one) ** 2 - (means[at] ?? 0));
    return { x: coordinate(offsets, first), y: coordinate(offsets, second) };
  });
  return intoSquare(places);
}

const negligible = 1e-9;

/** A point's coordinate on an axis, of how its squared distances to the landmarks differ from their means. */
function coordinate(offsets: readonly number[], { vector, value }: Leading): number {
  if (value <= negligible) return 0;
  const dot = offsets.reduce((sum, offset, at) => sum + offset * (vector[at] ?? 0), 0);
  return (-0.5 * dot) / Math.sqrt(value);
}

type Leading = { readonly vector: readonly number[]; readonly value: number };

/** The eigenvector of the largest eigenvalue of a symmetric matrix, by power iteration; its largest part is positive. */
function leadingVector(matrix: readonly (readonly number[])[]): Leading {
  // Any start that is not orthogonal to it will do; this one is no eigenvector of a usual matrix.
  let vector: readonly number[] = unit(matrix.map((_, index) => 1 + ((index * 7919) % 101) / 101));
  let value = 0;
  for (let round = 0; round < rounds; round++) {
    const next = matrix.map((row) =>
      row.reduce((sum, cell, at) => sum + cell * (vector[at] ?? 0), 0),
    );
    value = Math.hypot(...next);
    if (value <= negligible) return { vector, value: 0 };
    vector = unit(next);
  }
  const largest = vector.reduce((most, part) => (Math.abs(part) > Math.abs(most) ? part : most), 0);
  return { vector: largest < 0 ? vector.map((part) => -part) : vector, value };
}

function unit(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((part) => part / length);
}

/** Both axes by one scale, so that distances stay what they are; the middle of each is at one half. */
function intoSquare(places: readonly MapPosition[]): readonly MapPosition[] {
  const [x, y] = [rangeOf(places.map((one) => one.x)), rangeOf(places.map((one) => one.y))];
  const widest = Math.max(x.width, y.width);
  const scale = widest <= negligible ? 0 : 1 / widest;
  return places.map((place) => ({
    x: rounded(0.5 + (place.x - x.middle) * scale),
    y: rounded(0.5 + (place.y - y.middle) * scale),
  }));
}

function rangeOf(values: readonly number[]): { readonly middle: number; readonly width: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { middle: (low + high) / 2, width: high - low };
}

/** To a thousandth, which is less than a pixel. */
function rounded(value: number): number {
  return Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
