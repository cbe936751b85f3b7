import type { OperationId } from "./contract.ts";

export type LoggedRequest = {
  readonly method: string;
  /** Path and query, with the repository by name. */
  readonly path: string;
  readonly operation: OperationId | undefined;
  readonly login: string | undefined;
  readonly body: unknown;
  /** Absent where the connection was cut. */
  status?: number;
  fault?: string;
};

/** Something that real GitHub would not have taken, or would not have said. */
export type Violation = {
  readonly kind: "request" | "response" | "limit" | "leak" | "unknown" | "gateway" | "fault";
  readonly request: string;
  readonly problems: readonly string[];
};

/** All violations in one error, or `undefined` where there are none. */
export function violationError(violations: readonly Violation[]): Error | undefined {
  if (violations.length === 0) return undefined;
  const lines = violations.map(({ kind, request, problems }) =>
    [`${kind}: ${request}`, ...problems.map((problem) => `    ${problem}`)].join("\n"),
  );
  return new Error(`GitHub's contract was broken ${violations.length} times:\n${lines.join("\n")}`);
}
