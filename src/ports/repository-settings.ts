import type { NotPublished } from "./pull-request-host.ts";

/** What GitHub says of a repository, as far as a token may ask. */
export interface RepositorySettings {
  /** Whether the token sees the repository, and what it may do there; the refusal tells what to change. */
  access(): Promise<RepositoryAccess>;
  /** `unknown` where the token may not ask. */
  hasLabel(name: string): Promise<boolean | "unknown">;
  /** The checks that a branch requires, by branch protection and by rulesets; `unknown` where nobody may say. */
  requiredChecks(branch: string): Promise<readonly string[] | "unknown">;
}

export type RepositoryAccess =
  | { readonly kind: "seen"; readonly mayWrite: boolean | "unknown" }
  | (Omit<NotPublished, "kind"> & { readonly kind: "refused" });
