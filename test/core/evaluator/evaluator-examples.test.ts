import { expect, test } from "vitest";
import { checkExamples, judgeExample } from "../../../src/core/evaluator/evaluator-examples.ts";
import { evaluatorFile } from "../../../src/core/evaluator/evaluator-file.ts";

test.each(Object.entries({ ...checkExamples, judge: judgeExample }))(
  "the example of %s is a file that is accepted as it stands",
  (_, example) => {
    expect(evaluatorFile.parse(example)).toMatchObject(example);
  },
);
