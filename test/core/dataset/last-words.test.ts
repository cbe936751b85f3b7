import { expect, test } from "vitest";
import { lastWords, type Word } from "../../../src/core/dataset/last-words.ts";

const at = (minute: number): string => `2026-11-20T09:${String(minute).padStart(2, "0")}:00Z`;
const approves = (minute: number, commit: string, login = "maria-policy"): Word => ({
  login,
  at: at(minute),
  says: { kind: "approves", commit },
});
const signs = (minute: number, login = "maria-policy"): Word => ({
  login,
  at: at(minute),
  says: { kind: "signs", digests: new Map([["late-fee", "sha256:1"]]) },
});
const objects = (minute: number, login = "Maria-Policy"): Word => ({
  login,
  at: at(minute),
  says: { kind: "objects" },
});

test("the latest approval of a person replaces those before", () => {
  expect(lastWords([approves(2, "b"), approves(1, "a")])).toEqual([approves(2, "b")]);
});

test("commands and an approval stand side by side", () => {
  expect(lastWords([signs(1), approves(2, "a"), signs(3)])).toEqual([
    signs(1),
    approves(2, "a"),
    signs(3),
  ]);
});

test("who asks for changes takes back what they said before, and nobody else's word", () => {
  const words = [signs(1), approves(2, "a"), objects(3), approves(1, "a", "tom-tax")];
  expect(lastWords(words)).toEqual([approves(1, "a", "tom-tax")]);
});

test("who objected may approve again", () => {
  expect(lastWords([approves(1, "a"), objects(2), approves(3, "b")])).toEqual([approves(3, "b")]);
});

test("nobody said anything", () => {
  expect(lastWords([])).toEqual([]);
});
