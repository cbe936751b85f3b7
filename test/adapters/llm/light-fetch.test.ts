import fc from "fast-check";
import { expect, test } from "vitest";
import { Headers, Response } from "../../../src/adapters/llm/light-fetch.ts";

const names = fc.constantFrom("Retry-After", "retry-after", "X-Request-Id", "content-type", "Date");
const values = fc.string({
  unit: fc.constantFrom("a", "7", ",", " ", "\t", "é", ";"),
  maxLength: 8,
});
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("append" as const), name: names, value: values }),
    fc.record({ kind: fc.constant("delete" as const), name: names }),
  ),
  { maxLength: 12 },
);

test("headers hold what Node's own hold", () => {
  fc.assert(
    fc.property(steps, names, (all, name) => {
      const light = new Headers();
      const nodes = new globalThis.Headers();
      for (const step of all) {
        if (step.kind === "delete") {
          light.delete(step.name);
          nodes.delete(step.name);
        } else {
          light.append(step.name, step.value);
          nodes.append(step.name, step.value);
        }
      }
      expect(Object.fromEntries(light)).toEqual(Object.fromEntries(nodes));
      expect(light.get(name)).toBe(nodes.get(name));
      expect(light.has(name)).toBe(nodes.has(name));
    }),
  );
});

test("a value that would begin another header is refused, without the key that it may be", () => {
  const headers = new Headers();
  const append = (): void => headers.append("Authorization", "Bearer key-1\r\nX-Fee: 3");
  expect(append).toThrow(/^(?!.*key-1).*invalid character in header/i);
  expect(headers.has("authorization")).toBe(false);
});

test.each([
  [200, true],
  [299, true],
  [199, false],
  [300, false],
  [503, false],
])("status %i: ok is %s", (status, ok) => {
  expect(new Response("", { status, statusText: "", headers: new Headers() }).ok).toBe(ok);
});

test("a text that cannot be had is an error once it is asked for", async () => {
  const init = { status: 200, statusText: "OK", headers: new Headers() };
  await expect(new Response(new Error("too long"), init).text()).rejects.toThrow("too long");
  expect(await new Response("late fee", init).text()).toBe("late fee");
});
