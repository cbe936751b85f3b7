import { restartWithoutSecrets } from "./restart-without-secrets.ts";
import { cacheArgument, runArgument } from "./run-argument.ts";

if (process.argv[2] === runArgument) {
  await (await import("./run-process-main.ts")).runProcessMain();
} else if (process.argv[2] === cacheArgument) {
  await (await import("./cache-process-main.ts")).cacheProcessMain();
} else {
  restartWithoutSecrets();
  const [{ runAction }, { openRunnerIo }] = await Promise.all([
    import("./run-action.ts"),
    import("./runner-io.ts"),
  ]);
  process.exitCode = await runAction(openRunnerIo());
}
