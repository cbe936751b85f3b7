import { expect, test } from "vitest";
import {
  scriptedSimulatorSubject,
  simulatorSubject,
} from "../../../src/core/plan/simulator-subject.ts";
import { aSubject } from "../../support/run-loop/planned-cases.ts";

const settings = { model: "gpt-5-mini", baseUrl: "https://api.openai.com/v1", temperature: 0.7 };

test("another model, address or temperature is another user, and another experiment", () => {
  const own = simulatorSubject(settings);
  const others = [
    { ...settings, model: "gpt-5" },
    { ...settings, baseUrl: "https://elsewhere.test/v1" },
    { ...settings, temperature: 0 },
  ].map(simulatorSubject);
  const keys = [own, ...others].map((simulator) => aSubject({ simulator }).key);
  expect(new Set(keys).size).toBe(4);
  expect(keys).not.toContain(aSubject().key);
});

test("a script is told by its text", () => {
  const one = scriptedSimulatorSubject("scripted-user", "version: 1");
  expect(one.model).toBe("scripted-user");
  expect(scriptedSimulatorSubject("scripted-user", "version: 1")).toEqual(one);
  expect(scriptedSimulatorSubject("scripted-user", "version: 1\n").digest).not.toBe(one.digest);
});
