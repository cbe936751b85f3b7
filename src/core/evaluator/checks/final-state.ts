import type { CompileCheck } from "./check.ts";
import { failed, passed, ready, unscored, wrong } from "./check.ts";
import { compileValueTest } from "./value-test.ts";

/** `final-state`: a value of the agent's world at the end, as the agent reported it. */
export const finalState: CompileCheck<"final-state"> = (parameters, context) => {
  const compiled = compileValueTest(parameters, context);
  if (compiled.kind === "wrong") return wrong(compiled.problem);
  return ready(({ finalState: state }) => {
    if (state === undefined) return unscored("The final state was not captured.");
    const complaint = compiled.test(state);
    return complaint === undefined ? passed : failed(`In the final state ${complaint}.`);
  });
};
