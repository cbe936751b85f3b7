/** The environment without what speaks for the job, and without the files by which a step commands its runner. */
export function environmentWithoutOurs(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}

const isOurs = (name: string): boolean =>
  /^(?:INPUT_|ACTIONS_|TRACEGATE_SECRETS_FILE$)/.test(name) ||
  /^(?:GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|GH_TOKEN)$/.test(name);
