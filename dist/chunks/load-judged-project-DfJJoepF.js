import { Ir as readProjectFiles, Pr as projectInvalid } from "./run-BZDTBg9r.js";

// src/app/project/load-judged-project.ts
async function loadJudgedProject(request) {
	const readings = await readProjectFiles(request);
	const { problems } = readings;
	const { config } = readings.config;
	const { dataset, cases = [] } = readings.dataset ?? {};
	const evaluators = readings.evaluators?.evaluators;
	if (problems.length === 0 && config && dataset && evaluators) {
		const { files } = request;
		const sources = cases.map(({ source }) => source);
		return {
			config,
			dataset: dataset.value,
			cases: sources,
			evaluators,
			files
		};
	}
	throw projectInvalid(request, problems);
}

export { loadJudgedProject as t };