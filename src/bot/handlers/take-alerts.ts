import { z } from "zod";
import { takeAlert } from "../../app/intake/take-alert.ts";
import { composeIntake } from "../../compose/compose-intake.ts";
import { alertShape } from "../../core/intake/alert.ts";
import { eventPayload } from "../event-payload.ts";
import type { Handler } from "../handler.ts";

/** The type of dispatch that is an alert. */
const alertType = "tracegate-report";

const payload = eventPayload.extend({ action: z.string(), client_payload: z.unknown() });

/** A dispatch, which only who may write can send, is filed as a report and answered. */
export const takeAlerts: Handler<z.output<typeof payload>> = {
  events: ["repository_dispatch"],
  payload,
  about: () => undefined,
  answer: async ({ action, client_payload: sent }, desk) => {
    if (action !== alertType) return;
    const alert = alertShape.parse(sent);
    const ports = await composeIntake(desk.ports, {
      ...desk.settings,
      repository: desk.repository,
    });
    await takeAlert(alert, desk.defaultBranch, { ...ports, issues: desk.ports.issues });
  },
};
