import { U as UserError } from "./shared-Cu69G1m7.js";
import { Er as readProjectFiles } from "./run-BhuC3v0E.js";

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
	throw new UserError("PROJECT_INVALID", `${request.configPath} and the files that it names have problems; nothing was asked.`, "Mend the places above, then run `tracegate validate`.", { problems });
}

export { loadJudgedProject as t };