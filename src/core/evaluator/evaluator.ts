import { createHash } from "node:crypto";
import { canonicalJson } from "../trace/canonical-json.ts";
import { digestSession } from "../trace/session-digest.ts";
import type { EvaluatorFile } from "./evaluator-file.ts";
import type { JudgeExample } from "./judge-request.ts";
import { revisions } from "./revisions.ts";

/** A judge's file with its address and its digest. */
export type Judge = Extract<Evaluator, { readonly kind: "judge" }>;

/** An evaluator file with its address and its digest. */
export type Evaluator = EvaluatorFile & {
  /** `name@version`. */
  readonly ref: string;
  /** `sha256:…` of everything in it that can change a verdict. */
  readonly digest: string;
  /** Path of its file, relative to the project root. */
  readonly file: string;
  /** What `examples` of a judge lead to, in their order; absent where there are none or they were not read. */
  readonly shown?: readonly JudgeExample[];
};

/**
 * A judge with the sessions and labels that its `examples` lead to.
 *
 * They are part of what it is asked, so they are part of its digest.
 */
export function withExamples<E extends Evaluator>(judge: E, shown: readonly JudgeExample[]): E {
  const digest = digestJson({
    file: judge.digest,
    shown: shown.map(({ label, why, session }) => ({
      label,
      why,
      session: digestSession(session),
    })),
  });
  return { ...judge, shown, digest };
}

/** Names and digests one parsed evaluator file; `path` is relative to the project root. */
export function identifyEvaluator(file: EvaluatorFile, path: string): Evaluator {
  return {
    ...file,
    ref: `${file.name}@${file.version}`,
    digest: evaluatorDigest(file),
    file: path,
  };
}

/**
 * The digest of what decides verdicts: kind, parameters or rubric, and the revision of our own code.
 *
 * Name, version, dimension and the texts for people are left out: two files that always answer alike
 * have one digest. The judge's model is configuration and stands in the experiment's own digests.
 */
function evaluatorDigest(file: EvaluatorFile): string {
  const { name: _name, version: _version, dimension: _dimension, ...rest } = file;
  const { description: _description, changed: _changed, ...decisive } = rest;
  const revision = revisions[file.kind === "judge" ? "judge" : file.check];
  const subject = { ...decisive, revision };
  return digestJson(subject);
}

function digestJson(subject: object): string {
  return `sha256:${createHash("sha256").update(canonicalJson(subject)).digest("hex")}`;
}
