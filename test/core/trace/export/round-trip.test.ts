import fc from "fast-check";
import { expect, test } from "vitest";
import { thereAndBack } from "../../../support/export/exported.ts";
import { wholeSessions } from "../../../support/export/whole-sessions.ts";

test("a session that was exported and imported again is the same session, and nothing is dropped", () => {
  fc.assert(
    fc.property(wholeSessions, (session) => {
      expect(thereAndBack(session)).toEqual({ sessions: [session], dropped: [] });
    }),
    { numRuns: 300 },
  );
});
