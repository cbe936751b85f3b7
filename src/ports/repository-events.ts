import type { PublishResult } from "./pull-request-host.ts";

/** Events of a repository by which one of its programs tells another something. */
export interface RepositoryEvents {
  /** Sends one. Never rejects for what the host answers: what was found must not depend on who is told. */
  tell(name: string, payload: Readonly<Record<string, unknown>>): Promise<PublishResult>;
}
