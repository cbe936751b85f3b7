/** What one tool call came back with. `error` is set where the tool failed. */
export type ToolOutcome = {
  readonly tool: string;
  readonly result: unknown;
  readonly error?: string;
};

export type Plan =
  /** Show the model the results and let it go on. */
  | { readonly kind: "ask-model" }
  /** Tell the customer this and end the turn, without asking the model. */
  | { readonly kind: "reply"; readonly text: string };

const handOver =
  "I am sorry, I could not settle this on my own. I will hand you over to a colleague.";

const dontKnow =
  "I don't know: I could not find anything about this in our policies. I can hand you over to a colleague who will look into it.";

/**
 * Decides what happens after tools have answered.
 *
 * `roundsLeft` is how often the model may still be asked in this turn.
 */
export function planNext(outcomes: readonly ToolOutcome[], roundsLeft: number): Plan {
  if (outcomes.some(isEmptySearch)) return { kind: "reply", text: dontKnow };
  if (roundsLeft === 0 || outcomes.some(isFailedRefund)) return { kind: "reply", text: handOver };
  return { kind: "ask-model" };
}

/** Money is not tried twice: what went wrong is for a person to see. */
function isFailedRefund({ tool, error }: ToolOutcome): boolean {
  return tool === "issue_refund" && error !== undefined;
}

/** A model that is shown nothing and pressed for an answer invents one, so it is not asked. */
function isEmptySearch({ tool, result }: ToolOutcome): boolean {
  if (tool !== "search_policies" || typeof result !== "object" || result === null) return false;
  return "documents" in result && Array.isArray(result.documents) && result.documents.length === 0;
}
