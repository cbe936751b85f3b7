import fc from "fast-check";
import { expect, test } from "vitest";
import { commentMarker, statusContext } from "../../../src/core/event/project-marks.ts";

const configPath = "tracegate.yaml";

test("the project in the root has the plain status, others name themselves", () => {
  expect(statusContext({ folder: "", configPath })).toBe("tracegate");
  expect(statusContext({ folder: "agents/support", configPath })).toBe(
    "tracegate (agents/support)",
  );
  expect(statusContext({ folder: "", configPath: "sales.yaml" })).toBe("tracegate (sales.yaml)");
  expect(statusContext({ folder: "agents", configPath: "sales.yaml" })).toBe(
    "tracegate (agents/sales.yaml)",
  );
});

test("a marker is a hidden line of its own and tells one project from another", () => {
  const path = fc.stringMatching(/^[a-z]{1,3}(?:\/[a-z]{1,3}){0,2}$/);
  fc.assert(
    fc.property(path, path, path, path, (folder, config, folder2, config2) => {
      const one = commentMarker({ folder, configPath: config });
      const two = commentMarker({ folder: folder2, configPath: config2 });
      expect(one).toMatch(/^<!-- tracegate:gate:[0-9a-f]{16} -->$/);
      expect(one === two).toBe(folder === folder2 && config === config2);
    }),
  );
});
