import type { ApplicationFunction, Probot } from "probot";
import { alertEndpoint } from "./alert-endpoint.ts";
import { Desks } from "./desk.ts";
import type { EventPayload } from "./event-payload.ts";
import type { Handler } from "./handler.ts";
import { answerReports } from "./handlers/answer-reports.ts";
import { checkSignOffs } from "./handlers/check-sign-offs.ts";
import { followMerges } from "./handlers/follow-merges.ts";
import { followResults } from "./handlers/follow-results.ts";
import { obeyComments } from "./handlers/obey-comments.ts";
import { takeAlerts } from "./handlers/take-alerts.ts";
import { Lanes } from "./lanes.ts";
import type { BotSettings } from "./settings.ts";

/** How many events are worked on at once; the others wait, and hold nothing but their payload. */
const mostAtOnce = 8;

/**
 * The bot: what it does for which event. The server and the action load the same function.
 *
 * @param alertSecret a server takes alerts from whoever knows it, and from nobody where it is left out.
 */
export function tracegateApp(settings: BotSettings, alertSecret?: string): ApplicationFunction {
  return (app, { addHandler }) => {
    const bot = { app, desks: new Desks(app, settings), lanes: new Lanes(mostAtOnce) };
    // One line a handler.
    listen(bot, answerReports);
    listen(bot, takeAlerts);
    listen(bot, obeyComments);
    listen(bot, checkSignOffs);
    listen(bot, followMerges);
    listen(bot, followResults);
    if (alertSecret !== undefined) addHandler(alertEndpoint(bot.desks, bot.lanes, alertSecret));
  };
}

type Bot = { readonly app: Probot; readonly desks: Desks; readonly lanes: Lanes };

/** A handler that throws fails its delivery, so that GitHub shows it and can send it again. */
function listen<P extends EventPayload>({ app, desks, lanes }: Bot, handler: Handler<P>): void {
  app.on([...handler.events], async (context) => {
    const payload = handler.payload.parse(context.payload);
    const lane = `${payload.repository.full_name}#${handler.about(payload) ?? ""}`;
    await lanes.run(lane, async () => {
      await handler.answer(payload, await desks.open(payload));
    });
  });
}
