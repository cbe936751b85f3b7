import { z } from "zod";
import { terminalText } from "../../core/report/wording.ts";
import { GitHubFailure } from "./github-failure.ts";

const graphError = z.object({ message: z.string(), type: z.string().optional() });
type GraphError = z.output<typeof graphError>;

type GraphAnswer<T> =
  | { readonly kind: "answered"; readonly data: T }
  | { readonly kind: "refused"; readonly error: GraphError };

/** GraphQL answers 200 whatever happens; half an answer with an error is none. */
export function graphAnswer<T>(shape: z.ZodType<T>): z.ZodType<GraphAnswer<T>> {
  const refused = z
    .object({ errors: z.array(graphError).min(1) })
    .transform(({ errors: [error] }): GraphAnswer<T> => {
      return { kind: "refused", error: error ?? { message: "" } };
    });
  const answered = z
    .object({ data: shape })
    .transform(({ data }): GraphAnswer<T> => ({ kind: "answered", data }));
  return z.union([refused, answered]);
}

/** What the REST interface would have answered. */
const refusals: ReadonlyMap<string, number> = new Map([
  ["NOT_FOUND", 404],
  ["FORBIDDEN", 403],
  ["INSUFFICIENT_SCOPES", 403],
]);

/** What an error of GraphQL means, in the terms of the other requests. */
export function graphFailure({ message, type }: GraphError, token: string): GitHubFailure {
  const said = terminalText(message.replaceAll(token, "***"), 300);
  if (type === "RATE_LIMITED") return new GitHubFailure({ kind: "rate-limited", status: 200 });
  const status = type === undefined ? undefined : refusals.get(type);
  return new GitHubFailure(
    status === undefined ? { kind: "unusable", detail: said } : { kind: "refused", status, said },
  );
}
