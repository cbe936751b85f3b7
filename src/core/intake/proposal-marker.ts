import { z } from "zod";
import { slug } from "../dataset/case-file.ts";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const marker = z.object({
  /** The issue that the cases come from. */
  issue: z.int().positive(),
  /** Digest of what the report said when the cases were written. */
  report: digest,
  cases: z
    .array(
      z.object({
        id: slug,
        /** Git's digest of the case file as we wrote it: another one means that somebody has edited it. */
        blob: z.string().regex(/^[0-9a-f]{40}$/),
        /** Digest of the redacted session. */
        session: digest,
      }),
    )
    .max(50),
});

/** What a pull request of ours says about itself, for us, in its hidden first line. */
export type ProposalMarker = z.output<typeof marker>;

const start = "<!-- tracegate:proposal ";

/** The hidden first line. */
export function writeProposalMarker(value: ProposalMarker): string {
  return `${start}${JSON.stringify(value)} -->`;
}

/** Reads it of a body; `undefined` where there is none, or somebody mangled it. The caller must know that the author is us. */
export function readProposalMarker(body: string): ProposalMarker | undefined {
  const [line = ""] = body.split(/\r?\n/, 1);
  if (!line.startsWith(start) || !line.trimEnd().endsWith("-->")) return undefined;
  try {
    const json: unknown = JSON.parse(line.trimEnd().slice(start.length, -3));
    const met = marker.safeParse(json);
    return met.success ? met.data : undefined;
  } catch {
    return undefined;
  }
}

/** Branches of ours are named by the issue's number, never by a text. */
export const proposalPrefix = "tracegate/issue-";

/** The branch on which the cases of an issue are proposed. */
export function proposalBranch(issue: number): string {
  return `${proposalPrefix}${issue}`;
}
