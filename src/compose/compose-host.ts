import type { PullRequestHost } from "../ports/pull-request-host.ts";

/** GitHub as the host of one repository; its library is loaded here, since only a gate needs it. */
export async function composeHost(address: {
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
}): Promise<PullRequestHost> {
  const { gitHubHost } = await import("../adapters/github/pull-request-host.ts");
  return gitHubHost(address);
}
