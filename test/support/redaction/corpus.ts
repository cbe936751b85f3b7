import { readFileSync } from "node:fs";
import { madeUp, mostForms } from "./made-up-values.ts";

/** A text and the values that were put into it. */
export type PlantedText = {
  readonly text: string;
  readonly values: readonly { readonly kind: string; readonly value: string }[];
};

/** Every line of the corpus with every form of its values, each text once. */
export function plantedTexts(): readonly PlantedText[] {
  const texts = linesOf("planted.txt").flatMap((line) =>
    Array.from({ length: mostForms }, (_, turn) => plant(line, turn)),
  );
  return [...new Map(texts.map((planted) => [planted.text, planted])).values()];
}

/** The lines that hold nothing to redact. */
export function harmlessTexts(): readonly string[] {
  return linesOf("harmless.txt");
}

function plant(line: string, turn: number): PlantedText {
  const values: { kind: string; value: string }[] = [];
  const text = line.replaceAll(/\{([a-z][a-z0-9-]*)\}/g, (_, kind: string) => {
    const value = madeUp(kind, turn + values.length);
    values.push({ kind, value });
    return value;
  });
  return { text, values };
}

function linesOf(name: string): readonly string[] {
  return readFileSync(new URL(`../../fixtures/redaction/${name}`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.replaceAll("\\n", "\n"));
}
