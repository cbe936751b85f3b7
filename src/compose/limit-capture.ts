import type { Recorder } from "../ports/recorder.ts";

/** What of a session is captured on the wire. */
export type Capture = { readonly otlp: boolean; readonly model: boolean };

const modelAddresses = /^(?:OPENAI_|ANTHROPIC_)/;

/**
 * A recorder that leads an agent only to what is to be captured. Tools can be called in any case: recorded tools and
 * faults need no capture.
 */
export function limitCapture(recorder: Recorder, capture: Capture): Recorder {
  if (capture.otlp && capture.model) return recorder;
  const isLed = (name: string): boolean => {
    // Where an agent asks a proxy, it would ask it for the addresses of tools too.
    if (name.startsWith("TRACEGATE_") || name.toUpperCase() === "NO_PROXY") return true;
    return modelAddresses.test(name) ? capture.model : capture.otlp;
  };
  return {
    openEndpoint: async () => {
      const endpoint = await recorder.openEndpoint();
      const led = Object.entries(endpoint.environment).filter(([name]) => isLed(name));
      return {
        environment: Object.fromEntries(led),
        openSession: (start) => endpoint.openSession(start),
        close: () => endpoint.close(),
      };
    },
    close: () => recorder.close(),
  };
}
