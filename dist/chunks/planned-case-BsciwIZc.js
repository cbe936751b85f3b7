import { i as isRun } from "./case-file-YHVmu2D4.js";

// src/core/plan/planned-case.ts
/**
* The cases that are run: all but the retired ones, in the order of the dataset.
*
* Every evaluator that an expectation names must be in `evaluators`; a loaded project guarantees it.
*/
function planCases(cases, evaluators) {
	return cases.filter(({ status }) => isRun(status)).map((planned) => ({
		...planned,
		expects: planned.expectations.map(({ evaluator, dimension }) => {
			const kind = evaluators.get(evaluator)?.kind;
			if (kind === void 0) throw new Error(`${planned.file}: ${evaluator} was not loaded with the project`);
			return {
				evaluator,
				kind,
				dimension
			};
		})
	}));
}

export { planCases as t };