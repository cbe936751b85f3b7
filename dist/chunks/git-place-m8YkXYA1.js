import { a as starterEvaluators, c as issueFormPath, u as renderIssueForm } from "./program-DKRRRX-J.js";
import { l as wo } from "./dist-D5S3ywO8.js";
import { r as writeCase, t as conversationOf } from "./draft-case-BDkzsdGj.js";
import { t as slugOf } from "./slug-of-CUpZ_40W.js";

// src/core/adopt/report-labels.ts
const reportLabels = [{
	name: "tracegate:case",
	color: "5319e7",
	description: "Make a case of the dataset of this report"
}, {
	name: "tracegate:waive",
	color: "fbca04",
	description: "The gate shows its decision on this pull request and does not block"
}];

// src/core/adopt/plain-yaml.ts
function plainYaml(text) {
	return /^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);
}

// src/core/adopt/starter-project.ts
const schemaFolder = ".tracegate/schema";
const dimensions = {
	"says-something": "completeness",
	"repeats-no-call": "tool-use"
};
const questions = {
	"says-something": "Does the agent answer every message?",
	"repeats-no-call": "Does it ask each tool what it needs, once?"
};
const checks = {
	"says-something": [
		"description: Every reply holds a letter or a digit.",
		"kind: check",
		"check: answer-matches",
		"pattern: '[\\p{L}\\p{N}]'",
		"turn: every"
	],
	"repeats-no-call": [
		"description: The same question is not put to the same tool three times in one session.",
		"kind: check",
		"check: no-repeated-call",
		"max: 2"
	]
};
function starterProject(adoption) {
	const { dataset, session } = adoption;
	const folder = `datasets/${dataset}`;
	return [
		["tracegate.yaml", configText(adoption)],
		[`${folder}/dataset.yaml`, datasetText(adoption)],
		[`${folder}/cases/first-contact.yaml`, starterCase],
		...session === void 0 ? [] : sessionFiles(folder, session),
		...starterEvaluatorFiles()
	].map(([path, text]) => ({
		path: inProject(adoption, path),
		text,
		kind: "file"
	}));
}
function inProject({ folder }, path) {
	return folder === "" ? path : `${folder}/${path}`;
}
const starterDimensions = starterEvaluators.map((name) => dimensions[name]);
const starterExpectations = starterEvaluators.map((name) => ({
	dimension: dimensions[name],
	evaluator: `${name}@1`
}));
const starterCase = writeCase({
	id: "first-contact",
	title: "A greeting, and what the agent is for",
	status: "guarding",
	conversation: ["Hello! What can you help me with?"],
	expectations: starterExpectations
}, schemaFrom(3, "case"));
function schemaFrom(depth, name) {
	return `${"../".repeat(depth)}${schemaFolder}/${name}.schema.json`;
}
function header(depth, name) {
	return `# yaml-language-server: $schema=${schemaFrom(depth, name)}\n`;
}
function starterEvaluatorFiles() {
	return starterEvaluators.map((name) => [`evaluators/${name}/v1.yaml`, evaluatorText(name)]);
}
function evaluatorText(name) {
	const lines = [
		`name: ${name}`,
		"version: 1",
		`dimension: ${dimensions[name]}`,
		...checks[name]
	];
	return `${header(2, "evaluator")}${lines.join("\n")}\n`;
}
function datasetText({ dataset, experts }) {
	const asked = starterEvaluators.map((name) => `  ${dimensions[name]}: ${questions[name]}`);
	return `${header(2, "dataset")}name: ${dataset}
description: What users ask this agent, one case a file.
# Who may sign cases off: GitHub logins, or teams as organisation/team.
experts: [${experts.map(plainYaml).join(", ")}]
dimensions:
${asked.join("\n")}
`;
}
function sessionFiles(folder, { name, session, isPassing }) {
	const id = slugOf(name, "recorded-session");
	const text = writeCase({
		id,
		title: "A recorded session",
		status: isPassing ? "guarding" : "open",
		conversation: conversationOf(session),
		expectations: starterExpectations
	}, schemaFrom(3, "case"));
	return [[`${folder}/cases/${id}.yaml`, text], [`${folder}/${isPassing ? "references" : "sessions"}/${id}.json`, `${JSON.stringify({
		...session,
		id
	}, null, 2)}\n`]];
}
const baselineText = `
# Pull requests are compared with the results of pushes, which a workflow of its own keeps on this branch.
baseline: { stores: [branch], branch: tracegate-baselines }
`;
function configText(adoption) {
	const { agent, dataset, keys, enforceFrom, keepsBaseline } = adoption;
	const floors = starterEvaluators.map((name) => `    ${dimensions[name]}: { floor: 0.90 }`);
	return `${header(0, "config")}version: 1

agent:
${agentLines(agent).map((line) => `  ${line}\n`).join("")}  # Which files make it another agent; all of the repository where left out. Name prompts and code here:
  # version: [prompts/**, src/agent/**]
  # Nothing else of the environment reaches the agent.
  env: [${keys.join(", ")}]

dataset: datasets/${dataset}
evaluators: evaluators

runs: { perCase: 20, concurrency: 4 }

# A judge is a model that answers what no check can. It advises until it is calibrated on human labels.
# judge: { model: gpt-5-mini, apiKeyEnv: OPENAI_API_KEY }

gate:
  dimensions:
${floors.join("\n")}
${keepsBaseline ? baselineText : ""}
# Until this day the gate shows its decision and blocks nobody.
enforce: { until: ${enforceFrom} }
`;
}
function agentLines(agent) {
	switch (agent.runner) {
		case "module": return ["runner: module", `module: ${plainYaml(agent.module)}`];
		case "process": return ["runner: process", `command: ${JSON.stringify(agent.command)}`];
		case "http": return [
			"runner: http",
			`url: ${JSON.stringify(agent.url)}`,
			...agent.start === void 0 ? [] : [`start: { command: ${JSON.stringify(agent.start)} }`]
		];
		case "openai": return [
			"runner: openai",
			`model: ${plainYaml(agent.model)}`,
			`baseUrl: ${JSON.stringify(agent.baseUrl)}`
		];
	}
}

// src/core/adopt/repository-files.ts
const labelScript = ".github/tracegate-labels.sh";
function repositoryFiles(adoption) {
	return [
		...ownerLine(adoption),
		{
			path: labelScript,
			text: labelsText(),
			kind: "file"
		},
		{
			path: issueFormPath,
			text: renderIssueForm(starterDimensions),
			kind: "file"
		}
	];
}
function ownerLine(adoption) {
	if (adoption.experts.length === 0) return [];
	const owners = adoption.experts.map((login) => `@${login.replace(/^@/, "")}`);
	return [{
		path: ".github/CODEOWNERS",
		text: `/${inProject(adoption, "datasets")}/ ${owners.join(" ")}`,
		kind: "line"
	}];
}
function labelsText() {
	const lines = reportLabels.map(({ name, color, description }) => `gh label create '${name}' --color ${color} --description '${description}' --force`);
	return `#!/bin/sh
# Makes the labels that Tracegate looks for, or brings them up to date. Needs GitHub's command line, logged in:
#   sh ${labelScript}
set -eu
${lines.join("\n")}
`;
}

// src/core/adopt/workflow-templates.json
var workflow_templates_default = {
	"baseline.yml": "# Runs the agent of every push to main and keeps its results on the branch of baselines, which pull requests are compared\n# with; a job that is run again adds its runs. It is a workflow of its own, so that no job of a pull request may write to the repository. Take `push` out of the\n# workflow that gates pull requests, and say `baseline: { stores: [branch] }` in tracegate.yaml.\nname: Tracegate baseline\non:\n  push:\n    branches: [main]\npermissions: {}\njobs:\n  baseline:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: write # checks out the repository, and keeps the results on the branch of baselines\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false # else the job's token lies on disk beside the agent\n      # Install here what your agent needs, such as `- run: npm ci`.\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        env:\n          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n",
	"bot.yml": "# The bot as a workflow: answers labelled reports, commands, reviews and alerts. Nothing of a pull request is checked out or\n# run. On pull requests from forks GitHub gives a job no token that may write: they are left out here, and an App answers them.\nname: Tracegate bot\non:\n  issues:\n    types: [labeled, edited]\n  issue_comment:\n    types: [created, edited, deleted]\n  pull_request_review:\n    types: [submitted, dismissed]\n  pull_request:\n    types: [opened, reopened, synchronize, edited, closed]\n  repository_dispatch:\n    types: [tracegate-report, tracegate-passing]\npermissions: {}\n# No `concurrency`: GitHub drops all but the newest of the jobs that wait, and with them a command. Jobs at once do no harm.\njobs:\n  bot:\n    if: ${{ !github.event.pull_request || github.event.pull_request.head.repo.id == github.event.repository.id }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n      contents: write # reads the dataset; writes branches with proposed cases\n      issues: write # answers reports; files those of alerts\n      pull-requests: write # opens pull requests that add cases\n      statuses: write # publishes the status `tracegate/sign-off`\n    steps:\n      # With the job's own token GitHub asks for approval before it runs workflows on the pull requests that the bot opens.\n      # A token of an App of your own has them run at once: uncomment this step and the two lines below.\n      # - uses: actions/create-github-app-token@0000000000000000000000000000000000000000 # v2.0.0\n      #   id: app\n      #   with:\n      #     app-id: ${{ vars.TRACEGATE_APP_ID }}\n      #     private-key: ${{ secrets.TRACEGATE_APP_KEY }}\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate/bot@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          surrogate-key: ${{ secrets.TRACEGATE_SURROGATE_KEY }} # may be left out\n      #   github-token: ${{ steps.app.outputs.token }}\n      #   comment-author: ${{ steps.app.outputs.app-slug }}[bot]\n",
	"forks-1-run.yml": "# First of two workflows for pull requests from forks: runs the agent without any secret and leaves the results to\n# forks-2-gate.yml. The agent has to answer without a key, as one with a scripted model does. Do not require this check.\nname: Tracegate run\non:\n  pull_request:\n    # A pull request that is retargeted to main later has no status yet, so it waits for its next push.\n    branches: [main]\n    types: [opened, synchronize, reopened, ready_for_review]\npermissions: {}\nconcurrency:\n  group: tracegate-run-${{ github.event.pull_request.number }}\n  cancel-in-progress: true\njobs:\n  run:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: read # checks out the repository\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false # else the job's token lies on disk beside the agent\n      # Install here what your agent needs, such as `- run: npm ci`.\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          mode: run\n          github-token: \"\" # left out, the job's token would stand in the environment of this step\n      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        if: ${{ !cancelled() }} # what a failed run left is of use to whoever looks for the reason\n        with:\n          name: tracegate-results\n          path: .tracegate/action\n          include-hidden-files: true # the path has a folder that begins with a dot\n          overwrite: true # so that the run can be started again\n",
	"forks-2-gate.yml": "# Second of two workflows for pull requests from forks: decides on what forks-1-run.yml left, comments, and sets the\n# commit status `tracegate`. Require that status. GitHub runs this file as it stands on the default branch, so a pull\n# request cannot change it; nothing of the pull request is checked out.\nname: Tracegate gate\non:\n  workflow_run:\n    workflows: [Tracegate run] # the name of forks-1-run.yml\n    types: [completed] # failed ones too, so that they block\npermissions: {}\njobs:\n  gate:\n    if: ${{ github.event.workflow_run.event == 'pull_request' }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n      actions: read # downloads the results of the other run\n      contents: read # reads the base branch's policy\n      pull-requests: write # finds the pull request by its head commit, and writes the comment\n      statuses: write # sets the status, since this job is no check of the pull request\n    steps:\n      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1\n        continue-on-error: true # where the run left nothing, the gate says so, and blocks\n        with:\n          name: tracegate-results\n          path: .tracegate/action\n          run-id: ${{ github.event.workflow_run.id }}\n          github-token: ${{ github.token }}\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          mode: gate\n",
	"forks-3-merge-queue.yml": "# Beside forks-1-run.yml and forks-2-gate.yml, for a repository with a merge queue: the queue waits for `tracegate` too,\n# and here that is the name of a job. Only who may write to the repository puts a pull request into the queue.\nname: Tracegate merge queue\non:\n  merge_group:\npermissions: {}\njobs:\n  tracegate:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: read # checks out the merge group, and reads the policy of its base\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false # else the job's token lies on disk beside the agent\n      # Install here what your agent needs, such as `- run: npm ci`.\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n",
	"gate.yml": "# Runs the agent and decides, in one job, for a repository that trusts everybody who may push a branch to it.\n# Require the check `run-and-gate`.\nname: Tracegate\non:\n  pull_request:\n    # A pull request that is retargeted to main later has no check yet, so it waits for its next push.\n    branches: [main]\n    types: [opened, synchronize, reopened, ready_for_review]\n  merge_group:\n  push:\n    branches: [main]\n  workflow_dispatch:\npermissions: {}\nconcurrency:\n  # A push ends the older run of the same pull request. All other runs have a group of their own.\n  group: tracegate-${{ github.event.pull_request.number || github.run_id }}\n  cancel-in-progress: true\njobs:\n  run-and-gate:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: read # checks out the repository, and reads the base branch's policy\n      pull-requests: write # lists the changed files, and writes the comment\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false # else the job's token lies on disk beside the agent\n      # Install here what your agent needs, such as `- run: npm ci`.\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        env:\n          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n      # The page that the comment links to, and all that it was made of.\n      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        if: ${{ !cancelled() }} # a gate that blocks is what somebody wants to look into\n        with:\n          name: tracegate-report\n          path: .tracegate/action\n          include-hidden-files: true # the path has a folder that begins with a dot\n          if-no-files-found: ignore # where nothing was to be run\n",
	"nightly-drift.yml": "# Asks calibrated judges every night whether they still judge as they did when they were measured. An issue is opened\n# where one drifted, brought up to date, and closed once all are steady.\nname: Judge drift\non:\n  schedule:\n    - cron: \"17 3 * * *\" # not on the hour, when GitHub starts most jobs late\n  workflow_dispatch:\npermissions: {}\njobs:\n  drift:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: read # checks out labels, sessions and calibrations\n      issues: write # opens the issue, and closes it\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false # nothing is pushed\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          mode: drift\n        env:\n          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n",
	"promote.yml": "# Makes a version of the dataset of every push to main that changes it: sign-offs checked, judges measured again, and\n# only then a tag `<name>-vX.Y.Z` with a changelog. Otherwise the job is red and says what blocks.\nname: Promote dataset\non:\n  push:\n    branches: [main]\n  workflow_dispatch:\npermissions: {}\nconcurrency:\n  # One version after the other; a push that waits is compared with the version that the one before made.\n  group: tracegate-promote\n  cancel-in-progress: false\njobs:\n  promote:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: write # checks out the dataset, and pushes its tag\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          fetch-depth: 0 # the tags of the versions before, and their commits\n          persist-credentials: false # only the last step may push\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          # The zeros are a placeholder: write the commit of the release that you have looked at.\n          repository: tracegate/tracegate\n          ref: \"0000000000000000000000000000000000000000\" # v0.1.0\n          path: .tracegate/promote\n          persist-credentials: false # nothing is pushed there\n      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0\n        with:\n          node-version: 24\n      # Runs none of your code: no install, no agent.\n      - run: |\n          gh auth setup-git\n          node .tracegate/promote/dist/cli.js dataset promote --push\n        env:\n          GH_TOKEN: ${{ github.token }}\n          GIT_COMMITTER_NAME: github-actions[bot]\n          GIT_COMMITTER_EMAIL: 41898282+github-actions[bot]@users.noreply.github.com\n          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n",
	"run-and-gate-in-two-jobs.yml": "# Runs the agent in one job and decides in another, so that no token that may write stands beside the pull request's\n# code. Require the check `gate`.\nname: Tracegate\non:\n  pull_request:\n    # A pull request that is retargeted to main later has no check yet, so it waits for its next push.\n    branches: [main]\n    types: [opened, synchronize, reopened, ready_for_review]\n  merge_group:\n  push:\n    branches: [main]\n  workflow_dispatch:\npermissions: {}\nconcurrency:\n  # A push ends the older run of the same pull request. All other runs have a group of their own.\n  group: tracegate-${{ github.event.pull_request.number || github.run_id }}\n  cancel-in-progress: true\njobs:\n  run:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: read # checks out the repository\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false # else the job's token lies on disk beside the agent\n      # Install here what your agent needs, such as `- run: npm ci`.\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          mode: run\n          github-token: \"\" # left out, the job's token would stand in the environment of this step\n        env:\n          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        if: ${{ !cancelled() }} # what a failed run left is of use to whoever looks for the reason\n        with:\n          name: tracegate-results\n          path: .tracegate/action\n          include-hidden-files: true # the path has a folder that begins with a dot\n          overwrite: true # so that the run can be started again\n\n  gate:\n    needs: run\n    # Without this line a failed `run` would skip this job, and GitHub takes a skipped job for a green check. Not\n    # `!cancelled()`, so that a cancelled run does not skip it either.\n    if: ${{ always() }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n      contents: read # reads the policy that decides, the base branch's on a pull request\n      pull-requests: write # lists the changed files, and writes the comment\n    steps:\n      # Nothing is checked out: policy and changed files are read from GitHub.\n      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1\n        continue-on-error: true # where `run` left nothing, the gate says so, and blocks\n        with:\n          name: tracegate-results\n          path: .tracegate/action\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          mode: gate\n",
	"sharded.yml": "# Runs the agent in eight jobs, each a part of the plan, and decides on all of it in one more. Require the check `gate`.\nname: Tracegate\non:\n  pull_request:\n    # A pull request that is retargeted to main later has no check yet, so it waits for its next push.\n    branches: [main]\n    types: [opened, synchronize, reopened, ready_for_review]\n  merge_group:\n  push:\n    branches: [main]\n  workflow_dispatch:\npermissions: {}\nconcurrency:\n  # A push ends the older run of the same pull request. All other runs have a group of their own.\n  group: tracegate-${{ github.event.pull_request.number || github.run_id }}\n  cancel-in-progress: true\njobs:\n  run:\n    strategy:\n      fail-fast: false # what the other parts ran stands: only the one that broke has to be run again\n      matrix:\n        shard: [1, 2, 3, 4, 5, 6, 7, 8]\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    permissions:\n      contents: read # checks out the repository\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false # else the job's token lies on disk beside the agent\n      # Install here what your agent needs, such as `- run: npm ci`.\n      # The zeros are a placeholder: write the commit of the release that you have looked at.\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          mode: run\n          shard: ${{ matrix.shard }}/8\n          github-token: \"\" # left out, the job's token would stand in the environment of this step\n        env:\n          OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0\n        if: ${{ !cancelled() }} # what a failed run left is of use to whoever looks for the reason\n        with:\n          # Of a part that is run again what was started first stands, so each attempt keeps its own.\n          name: tracegate-shard-${{ matrix.shard }}-${{ github.run_attempt }}\n          path: .tracegate/action\n          include-hidden-files: true # the path has a folder that begins with a dot\n\n  gate:\n    needs: run\n    # Without this line a failed `run` would skip this job, and GitHub takes a skipped job for a green check. Not\n    # `!cancelled()`, so that a cancelled run does not skip it either.\n    if: ${{ always() }}\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n      contents: read # reads the policy that decides, the base branch's on a pull request\n      pull-requests: write # lists the changed files, and writes the comment\n    steps:\n      # Nothing is checked out: policy and changed files are read from GitHub.\n      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1\n        continue-on-error: true # where no part left anything, the gate says so, and blocks\n        with:\n          pattern: tracegate-shard-*\n          path: .tracegate/shards # each artifact in a folder of its own\n      - uses: tracegate/tracegate@0000000000000000000000000000000000000000 # v0.1.0\n        with:\n          mode: gate\n          results: .tracegate/shards/*\n"
};

// src/core/adopt/workflow-files.ts
const ofKind = {
	plain: { "gate.yml": "tracegate.yml" },
	"two-jobs": { "run-and-gate-in-two-jobs.yml": "tracegate.yml" },
	sharded: { "sharded.yml": "tracegate.yml" },
	forks: {
		"forks-1-run.yml": "tracegate-run.yml",
		"forks-2-gate.yml": "tracegate-gate.yml"
	},
	none: {}
};
const driftWorkflow = { "nightly-drift.yml": "tracegate-drift.yml" };
const baselineWorkflow = { "baseline.yml": "tracegate-baseline.yml" };
const botWorkflow = { "bot.yml": "tracegate-bot.yml" };
function workflowFiles(adoption) {
	const chosen = {
		...ofKind[adoption.workflow],
		...adoption.watchesDrift && driftWorkflow,
		...adoption.hasBot && botWorkflow,
		...adoption.keepsBaseline && baselineWorkflow
	};
	return Object.entries(workflow_templates_default).flatMap(([name, template]) => {
		const file = chosen[name];
		if (file === void 0) return [];
		const text = adapt(adoption.keepsBaseline && name in ofKind[adoption.workflow] ? template.replace(pushTrigger, "") : template, adoption);
		return [{
			path: `.github/workflows/${file}`,
			text,
			kind: "file"
		}];
	});
}
const requiredChecks = {
	plain: "run-and-gate",
	"two-jobs": "gate",
	sharded: "gate",
	forks: "tracegate",
	none: void 0
};
const ourStep = /^( *)- uses: tracegate\/tracegate(\/bot)?@\S+(?: #.*)?$/gm;
const pushTrigger = /^ {2}push:\n {4}branches: \[main\]\n/m;
const placeholderNote = /^ *# The zeros are a placeholder.*\n/gm;
const keyBlock = /^( *)env:\n +OPENAI_API_KEY: .*$/gm;
function adapt(template, { action, branch, keys, folder }) {
	return template.replaceAll(placeholderNote, "").replaceAll("branches: [main]", () => `branches: [${plainYaml(branch)}]`).replaceAll(keyBlock, (_, indent) => keyLines(keys, indent)).replaceAll(/\n{2,}(?= *\n|$)/g, "\n").replaceAll(ourStep, (_, indent, part) => [`${indent}- uses: ${action.replace("@", () => `${part ?? ""}@`)}`, ...rootLines(folder, indent)].join("\n")).replaceAll(doubledWith, "$1");
}
const doubledWith = /^( +with:\n +root: .*\n) +with:\n/gm;
function keyLines(keys, indent) {
	if (keys.length === 0) return "";
	const lines = keys.map((key) => `${indent}  ${key}: \${{ secrets.${key} }}`);
	return [`${indent}env:`, ...lines].join("\n");
}
function rootLines(folder, indent) {
	if (folder === "") return [];
	return [`${indent}  with:`, `${indent}    root: ${plainYaml(folder)}`];
}

// src/adapters/git/git-place.ts
async function gitPlace(folder) {
	const git = wo({ baseDir: folder });
	const say = async (...command) => {
		try {
			const said = (await git.raw(command)).trim();
			return said === "" ? void 0 : said;
		} catch {
			return;
		}
	};
	const [top, remote, current, url] = await Promise.all([
		say("rev-parse", "--show-toplevel"),
		say("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"),
		say("symbolic-ref", "--quiet", "--short", "HEAD"),
		say("config", "--get", "remote.origin.url")
	]);
	return {
		top,
		defaultBranch: remote?.replace(/^origin\//, "") ?? current,
		slug: url === void 0 ? void 0 : slugIn(url)
	};
}
function slugIn(url) {
	return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];
}

export { repositoryFiles as a, starterCase as c, reportLabels as d, labelScript as i, starterEvaluatorFiles as l, requiredChecks as n, inProject as o, workflowFiles as r, schemaFolder as s, gitPlace as t, starterProject as u };