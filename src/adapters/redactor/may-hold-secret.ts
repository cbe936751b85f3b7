import { hasTokenRun } from "../../core/redact/token-run.ts";

/** The shortest token that the rules below look for by the way it begins: `vcp_` and twenty characters. */
const shortestToken = 24;

/**
 * How the tokens of secretlint's rules begin, or what else they cannot be without.
 */
const tokenSigns =
  /npm_|SG\.|shp(?:pa|ca|at|ss)_|gh[pousr]_|github_pat_|glpat-|glc_|glsa_|T3BlbkFJ|sk-ant-api0|gsk_|hf_|lin_api_|ntn_|ops_ey|hv[sbr]\.|vc[piark]_|dapi|dckr_pat_|figd_|(?:ACCESS|access|Access)_?(?:KEY|key|Key)/;
const slackHook = /hooks\.slack\.com/i;

/**
 * Whether one of secretlint's rules may find something in a text: a cheap condition that each of their patterns implies.
 *
 * secretlint takes thirty times as long to say that there is nothing.
 */
export function mayHoldSecret(text: string): boolean {
  return (
    // A password or a database in an address, or the address of a hook.
    (text.includes("://") && (text.includes("@") || slackHook.test(text))) ||
    text.includes("-----BEGIN") ||
    // Tokens of Slack may be as short as `xoxb-1-a`.
    text.includes("xox") ||
    text.includes("xapp-") ||
    (hasTokenRun(text, shortestToken) && tokenSigns.test(text))
  );
}
