import { Probot } from "probot";
import { probotLog } from "./probot-log.ts";
import type { ServerEnvironment } from "./read-environment.ts";
import { botListener, type Listener } from "./serve.ts";

/** What answers requests with the App that an environment names. */
export async function composeListener(
  { appId, privateKey, webhookSecret, alertSecret, settings }: ServerEnvironment,
  write: (line: string) => void,
): Promise<Listener> {
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: settings.apiUrl,
    log: probotLog(write),
  });
  return await botListener(probot, settings, alertSecret);
}
