import { codeName, inlineText } from "../markdown.ts";
import { listText } from "../numbers.ts";

/** What a pull request with proposed cases says of what becomes of it. */
export type ProposalChecks = {
  /** How many cases it adds. */
  readonly cases: number;
  /** The judges that its cases name, such as `faithfulness@1`. */
  readonly judges: readonly string[];
  /** Who may sign, as the base branch has it; untrusted. */
  readonly experts: readonly string[];
};

/**
 * What is checked on the pull request and where that is read, how it is signed, and what comes of it: a paragraph each. Markdown.
 *
 * Nobody is mentioned: the comment about the sign-off does that, once.
 */
export function renderProposalChecks({
  cases,
  judges,
  experts,
}: ProposalChecks): readonly string[] {
  const [it, fails, its] =
    cases === 1 ? ["it", "it fails", "its"] : ["each case", "each fails", "their"];
  const judged =
    judges.length === 0
      ? ""
      : ` ${listText(judges.map(codeName), 5)} ${judges.length === 1 ? "is a judge: it is" : "are judges: they are"} measured again on the sessions that people labelled (calibration).`;
  return [
    [
      "**What is checked here, and where you read it**",
      `- **Does the agent of today fail ${cases === 1 ? "this case" : "these cases"}?** The action runs ${it} against the base branch's agent and says in the comment 📋 how often ${fails}. *Not reproduced* blocks promotion, not this pull request.`,
      `- **Do ${its} evaluators tell good from bad?** The same comment: what each says of the failing session, and of a right answer where \`references/\` holds one.${judged}`,
      `- **Is it signed?** The status \`tracegate/sign-off\` is red until it is. The comment ✍️ lists each case with the digest that a signature covers.`,
    ].join("\n"),
    `**To sign** ${signers(experts)}: approve this pull request, or comment \`/tracegate sign\`. Signing covers what the case asks, its session and its evaluators; any later change of those voids it.`,
    `**On merge** ${cases === 1 ? "the case is *open*, if it is" : "a case is *open* that is"} signed and was reproduced: shown on every pull request, gating once a fix makes it pass.`,
  ];
}

function signers(experts: readonly string[]): string {
  const [first, second] = experts.map((one) => inlineText(one.replace(/^@/, ""), 80));
  if (first === undefined) return "an expert of `dataset.yaml`";
  return second === undefined ? first : `${first} or another expert of \`dataset.yaml\``;
}
