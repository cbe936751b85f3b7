import { runAction } from "./run-action.ts";
import { runnerIo } from "./runner-io.ts";

process.exitCode = await runAction(runnerIo);
