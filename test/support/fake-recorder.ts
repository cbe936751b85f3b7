import type { Step } from "../../src/core/trace/session.ts";
import type {
  CapturedTurn,
  Recorder,
  RecorderSession,
  RecorderStart,
} from "../../src/ports/recorder.ts";

export type FakeRecorder = Recorder & {
  /** What happened, in order: `open endpoint 1`, `open late-fee.0 on 1`, `turn of late-fee.0`, … */
  readonly happened: readonly string[];
};

/** A recorder without a server: it captures what `seen` gives for a session's turn. */
export function fakeRecorder(
  seen: (start: RecorderStart, reported: readonly Step[]) => CapturedTurn = (_, steps) => ({
    steps,
  }),
  environment: Readonly<Record<string, string>> = {},
): FakeRecorder {
  const happened: string[] = [];
  let endpoints = 0;
  return {
    happened,
    openEndpoint: () => {
      endpoints += 1;
      const name = endpoints;
      happened.push(`open endpoint ${name}`);
      return Promise.resolve({
        environment: { TRACEGATE_TOOLS_URL: `http://tools/${name}`, ...environment },
        openSession: (start) => {
          happened.push(`open ${start.sessionId} on ${name}`);
          return fakeRecorderSession(start, { happened, seen });
        },
        close: () => {
          happened.push(`close endpoint ${name}`);
          return Promise.resolve();
        },
      });
    },
    close: () => {
      happened.push("close");
      return Promise.resolve();
    },
  };
}

function fakeRecorderSession(
  start: RecorderStart,
  {
    happened,
    seen,
  }: {
    readonly happened: string[];
    readonly seen: (start: RecorderStart, reported: readonly Step[]) => CapturedTurn;
  },
): RecorderSession {
  const { sessionId } = start;
  return {
    headers: { "x-tracegate-session": sessionId, traceparent: `00-${sessionId}` },
    environment: { TRACEGATE_SESSION: sessionId, TRACEPARENT: `00-${sessionId}` },
    endTurn: (reported) => {
      happened.push(`turn of ${sessionId}`);
      return Promise.resolve(seen(start, reported));
    },
    endRecording: () => Promise.resolve({ spans: [], modelCalls: 0, reported: 0, dropped: [] }),
    close: () => {
      happened.push(`close ${sessionId}`);
      return Promise.resolve();
    },
  };
}
