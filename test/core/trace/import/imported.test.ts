import { expect, test } from "vitest";
import { childPlace, DropList } from "../../../../src/core/trace/import/imported.ts";

test("the same loss in many records is one entry, with its first place and its count", () => {
  const drops = new DropList("log.json");
  for (const index of [3, 4, 5]) drops.add({ path: `/${index}/info` }, "no place");
  drops.add({ path: "/4/info" }, "not JSON");
  drops.add({ file: "other.json", line: 7, path: "/4/info" }, "no place");
  expect(drops.list()).toEqual([
    { file: "log.json", path: "/3/info", reason: "no place", count: 3 },
    { file: "log.json", path: "/4/info", reason: "not JSON", count: 1 },
    { file: "other.json", line: 7, path: "/4/info", reason: "no place", count: 1 },
  ]);
});

test("a file cannot fill the memory by losing each value in a way of its own", () => {
  const drops = new DropList("log.json");
  for (let index = 0; index < 20_000; index++) drops.add({ path: `/key${index}` }, "no place");
  const list = drops.list();
  expect(list).toHaveLength(10_001);
  expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
  expect(list.at(-1)?.reason).toMatch(/^loss of a further kind/);
});

test("a key is escaped in its path, and a piece of a list keeps its true index", () => {
  expect(childPlace({ path: "" }, "a/b~c").path).toBe("/a~1b~0c");
  const piece = { list: "/simulations", firstIndex: 41 };
  const place = childPlace(childPlace({ path: "", piece }, "simulations"), 0);
  expect(childPlace(childPlace(place, "messages"), 0).path).toBe("/simulations/41/messages/0");
});
