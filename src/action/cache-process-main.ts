import { type ActionsCacheRequest, composeActionsCache } from "../compose/compose-answers.ts";

/**
 * The process that speaks to the cache of GitHub Actions: does what its first message asks and answers in one. It ends
 * when the process that started it does, or is ended by it.
 */
export async function cacheProcessMain(): Promise<void> {
  process.once("disconnect", () => process.exit(1));
  const asked = new Promise<ActionsCacheRequest>((resolve) => {
    // Sent by our own bundle, so it is what it says.
    process.once("message", (request: ActionsCacheRequest) => resolve(request));
  });
  const [askActionsCache, request] = await Promise.all([composeActionsCache(), asked]);
  process.send?.(await askActionsCache(request));
}
