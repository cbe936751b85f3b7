import { describe, expect, test } from "vitest";
import { Scan } from "../../../src/core/redact/scan.ts";

const rules = { patterns: [], phoneCountries: ["US"], isAllowed: () => false };

function kinds(found: readonly { readonly kind: string }[]): readonly string[] {
  return found.map(({ kind }) => kind);
}

describe("a scan", () => {
  test("does not say of a text that it was not asked to search, or has not searched yet, that it holds nothing", () => {
    const scan = new Scan(rules);
    expect(() => scan.foundIn("ana@shop.de")).toThrow("not searched");
    scan.add("ana@shop.de");
    expect(() => scan.foundIn("ana@shop.de")).toThrow("not searched");
    scan.search(() => []);
    expect(kinds(scan.foundIn("ana@shop.de"))).toEqual(["email"]);
    expect(() => scan.foundIn("ana@shop.de", "user")).toThrow("not searched");
  });

  test("searches a text once for each key: under another it may be something else", () => {
    const scan = new Scan(rules);
    for (const key of ["note", "password", "note", undefined]) scan.add("blue horse", key);
    expect(scan.unsearched()).toEqual(["blue horse", "blue horse", "blue horse"]);
    expect(kinds(scan.search(() => []))).toEqual(["secret"]);
    expect(scan.holdsContext).toBe(true);
    expect(scan.foundIn("blue horse", "note")).toEqual([]);
    expect(kinds(scan.foundIn("blue horse", "password"))).toEqual(["secret"]);
  });

  test("finds what is left where a text came out as it went in, and does not search again where nothing was found", () => {
    const scan = new Scan(rules);
    scan.add("ana@shop.de");
    scan.add("a late fee");
    expect(kinds(scan.search(() => []))).toEqual(["email"]);
    scan.add("ana@shop.de");
    scan.add("a late fee");
    expect(scan.unsearched()).toEqual(["ana@shop.de"]);
    expect(kinds(scan.search(() => []))).toEqual(["email"]);
    expect(scan.search(() => [])).toEqual([]);
    expect(scan.holdsContext).toBe(false);
  });
});
