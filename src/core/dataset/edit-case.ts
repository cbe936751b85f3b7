import { type Document, isMap, parseDocument, YAMLMap } from "yaml";
import { maxYamlBytes } from "../yaml/parse-yaml.ts";
import type { CaseStatus, SignOff } from "./case-file.ts";
import type { FailureMode } from "./failure-modes.ts";
import type { Quarantine } from "./quarantine-field.ts";

/** What the bot writes into a case file. What is left out stays as it is. */
export type CaseEdit = {
  readonly status?: CaseStatus;
  readonly failureMode?: FailureMode;
  readonly signOff?: SignOff;
  /** Taken away where the status becomes another one than `quarantined`. */
  readonly quarantine?: Quarantine;
  /** Written beside what else `provenance` says. */
  readonly provenance?: Readonly<Record<string, string | number>>;
};

/**
 * The text of a case file with some fields written, and all else, comments among it, as people wrote it.
 *
 * `undefined` where the text is no mapping of YAML or too large: nothing is written into what cannot be read. Writing
 * what stands there already gives the same text.
 */
export function editCase(text: string, edit: CaseEdit): string | undefined {
  if (Buffer.byteLength(text) > maxYamlBytes) return undefined;
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const { status, failureMode, signOff, quarantine = {}, provenance = {} } = edit;
  let isChanged = false;
  const set = (path: readonly string[], value: unknown): void => {
    if (document.getIn(path) === value) return;
    document.setIn(path, value);
    isChanged = true;
  };
  if (status !== undefined) set(["status"], status);
  if (status !== undefined && status !== "quarantined" && document.has("quarantine")) {
    document.delete("quarantine");
    isChanged = true;
  }
  for (const [key, value] of Object.entries(quarantine)) set(["quarantine", key], value);
  if (failureMode !== undefined) set(["failureMode"], failureMode);
  for (const [key, value] of Object.entries(provenance)) set(["provenance", key], value);
  if (signOff !== undefined && !says(document, signOff)) {
    const { by, at, digest } = signOff;
    document.set("signOff", inFlow(document, { by, at, digest }));
    isChanged = true;
  }
  return isChanged ? document.toString({ lineWidth: 0, flowCollectionPadding: true }) : text;
}

function says(document: Document, { by, at, digest }: SignOff): boolean {
  const written = { by, at, digest };
  return Object.entries(written).every(
    ([key, value]) => document.getIn(["signOff", key]) === value,
  );
}

/** On one line, as it is read best. */
function inFlow(document: Document, values: Readonly<Record<string, string>>): YAMLMap {
  const map = new YAMLMap(document.schema);
  map.flow = true;
  for (const [key, value] of Object.entries(values)) map.set(key, document.createNode(value));
  return map;
}
