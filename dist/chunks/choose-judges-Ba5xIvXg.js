import { U as UserError } from "./shared-Cu69G1m7.js";
import { ka as suggest } from "./run-BZDTBg9r.js";

// src/app/calibrate/choose-judges.ts
function chooseJudges({ evaluators, cases }, named) {
	const judges = [...evaluators.values()].filter(isJudge).toSorted((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.version - b.version);
	if (judges.length === 0) throw new UserError("JUDGES_NONE", "The project has no judge: no evaluator is of `kind: judge`.", "There is nothing to measure; checks need no labels.");
	if (named.length > 0) return named.map((name) => findJudge(name, judges, evaluators));
	const asked = new Set(cases.flatMap(({ expectations }) => expectations.map(({ evaluator }) => evaluator)));
	const isAsked = ({ name }) => judges.some((judge) => judge.name === name && asked.has(judge.ref));
	return judges.filter((judge) => isAsked(judge) ? asked.has(judge.ref) : newestOf(judge.name, judges) === judge);
}
function isJudge(evaluator) {
	return evaluator.kind === "judge";
}
function newestOf(name, judges) {
	return judges.findLast((judge) => judge.name === name);
}
function findJudge(name, judges, evaluators) {
	const found = judges.find(({ ref }) => ref === name) ?? newestOf(name, judges);
	if (found !== void 0) return found;
	const isCheck = [...evaluators.values()].some((one) => one.name === name || one.ref === name);
	const near = suggest(name, [...judges.map(({ ref }) => ref), ...judges.map((one) => one.name)]);
	throw new UserError("JUDGE_UNKNOWN", isCheck ? `${name} is a check: only judges are measured.` : `There is no judge ${name}.`, `${near === void 0 ? "" : `Did you mean ${near}? `}Choose from: ${judges.map(({ ref }) => ref).join(", ")}.`);
}

export { chooseJudges as t };