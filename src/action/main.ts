import { restartWithoutSecrets } from "./restart-without-secrets.ts";
import { runArgument } from "./run-argument.ts";

if (process.argv[2] === runArgument) {
  await (await import("./run-process-main.ts")).runProcessMain();
} else {
  restartWithoutSecrets();
  const [{ runAction }, { runnerIo }] = await Promise.all([
    import("./run-action.ts"),
    import("./runner-io.ts"),
  ]);
  process.exitCode = await runAction(runnerIo);
}
