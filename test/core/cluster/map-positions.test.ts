import fc from "fast-check";
import { expect, test } from "vitest";
import { mapPositions } from "../../../src/core/cluster/map-positions.ts";

test("points in a plane keep their distances, up to one scale", () => {
  const points = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
    [0.5, 0.2],
  ] as const;
  const far = (i: number, j: number): number => {
    const [a, b] = [points[i] ?? [0, 0], points[j] ?? [0, 0]];
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  };
  const places = mapPositions(points.length, far);
  const onMap = (i: number, j: number): number => {
    const [a, b] = [places[i] ?? { x: 0, y: 0 }, places[j] ?? { x: 0, y: 0 }];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  const scale = onMap(0, 1) / far(0, 1);
  for (let i = 0; i < points.length; i++)
    for (let j = 0; j < i; j++) expect(onMap(i, j)).toBeCloseTo(scale * far(i, j), 1);
});

test("all points lie on the map, whatever the distances", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }),
      (values) => {
        const places = mapPositions(values.length, (i, j) =>
          Math.abs((values[i] ?? 0) - (values[j] ?? 0)),
        );
        expect(places).toHaveLength(values.length);
        for (const { x, y } of places) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

test.each([[0], [1], [200]])("%i points that are all alike lie in the middle", (count) => {
  for (const place of mapPositions(count, () => 0)) expect(place).toEqual({ x: 0.5, y: 0.5 });
});
