import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeCassette } from "../../../src/adapters/cassette/write-cassette.ts";

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-cassette-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("a cassette takes the place of the name, and what a link led to stays as it was", () => {
  const folder = aFolder();
  const [path, other] = [join(folder, "late-fee.json"), join(folder, "gift-card.json")];
  writeFileSync(other, "gift cards");
  symlinkSync(other, path);
  writeCassette(path, "late fees");
  expect(readFileSync(path, "utf8")).toBe("late fees");
  expect(readFileSync(other, "utf8")).toBe("gift cards");
});

test("where it cannot be written nothing is left of it", () => {
  const folder = aFolder();
  mkdirSync(join(folder, "late-fee.json"));
  expect(() => writeCassette(join(folder, "late-fee.json"), "late fees")).toThrow(
    expect.objectContaining({ code: "CASSETTE_UNWRITABLE" }),
  );
  expect(readdirSync(folder)).toEqual(["late-fee.json"]);
});
