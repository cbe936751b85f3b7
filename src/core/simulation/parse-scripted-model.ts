import { readSource } from "../config/read-source.ts";
import type { Problem } from "../errors.ts";
import type { SourceFile } from "../yaml/source-file.ts";
import type { ScriptedModel } from "./scripted-model.ts";
import { compileScriptedModel } from "./scripted-model.ts";
import { scriptedModelFile } from "./scripted-model-file.ts";

/** Reads a scripted model's file: a model that can answer, or everything that is wrong with the file. */
export function parseScriptedModel(
  source: SourceFile,
):
  | { readonly kind: "model"; readonly model: ScriptedModel }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] } {
  const reading = readSource(source, scriptedModelFile);
  if (reading.kind === "problems") return reading;
  return { kind: "model", model: compileScriptedModel(reading.value) };
}
