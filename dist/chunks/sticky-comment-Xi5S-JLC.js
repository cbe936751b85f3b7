import { i as sectionsOf, n as joinSections, t as isSectioned } from "./comment-sections-DVRgidAO.js";
import { n as notPublished } from "./github-client-CN-u6OG8.js";
import { n as isSameLogin } from "./github-api-yYb5RnVP.js";
import { i as GitHubFailure, r as usualPause } from "./retry-KY_mBgyu.js";

// src/adapters/github/sticky-comment.ts
const workflowBot = "github-actions[bot]";
const mostRounds = 6;
async function upsertStickyComment(connection, number, comment) {
	const { api } = connection;
	try {
		const author = comment.author ?? await api.viewerLogin() ?? workflowBot;
		return await converge(connection, number, {
			...comment,
			author
		});
	} catch (error) {
		return notPublished(error, `The comment on #${number}`, "pull-requests: write");
	}
}
async function converge(connection, number, comment) {
	const { api, patience } = connection;
	const { body, author, isOptional } = comment;
	let made;
	for (let round = 0; round < mostRounds; round += 1) {
		const [oldest, ...surplus] = oursAmong((round === 0 && comment.isNext ? connection.listed?.get(number) : void 0) ?? await list(connection, number), made, {
			...comment,
			author: made?.author ?? author
		});
		if (isOptional && !isThere(comment, oldest, surplus)) return { kind: "absent" };
		if (oldest === void 0) {
			const creation = await api.createComment(number, body);
			if (creation.kind === "created") made = creation.comment;
			else if (round >= patience.retries) throw creation.failure;
			else await patience.sleep(usualPause(round, patience));
			continue;
		}
		const isMade = oldest.id === made?.id;
		const whole = wholeBody(comment, [oldest, ...surplus]);
		if (!(isMade && whole === oldest.body) && !await api.updateComment(oldest.id, whole)) continue;
		await deleteAll(api, surplus);
		if (await isOverwritten(connection, number, {
			comment,
			id: oldest.id,
			whole,
			round
		})) continue;
		return {
			kind: isMade ? "created" : "updated",
			url: oldest.url
		};
	}
	throw new GitHubFailure({
		kind: "refused",
		status: 404,
		said: ""
	});
}
async function list({ api, listed }, number) {
	const comments = await api.listComments(number);
	listed?.set(number, comments);
	return comments;
}
function oursAmong(listed, made, { marker, author, isSection }) {
	const ours = listed.filter((one) => {
		const isOurs = isSection ? isSectioned(one.body) : isMarked(one.body, marker);
		return one.id !== made?.id && isSameLogin(one.author, author) && isOurs;
	});
	const own = listed.find(({ id }) => id === made?.id) ?? made;
	return [...ours, ...own === void 0 ? [] : [own]].toSorted((a, b) => a.id - b.id);
}
function isThere({ marker, isSection }, oldest, surplus) {
	if (oldest === void 0) return false;
	if (!isSection) return true;
	return [oldest, ...surplus].flatMap(({ body }) => sectionsOf(body)).some((one) => one.marker === marker);
}
function wholeBody({ marker, body, isSection }, ours) {
	if (!isSection) return body;
	return joinSections(ours.map((one) => one.body), {
		marker,
		body
	});
}
async function isOverwritten(connection, number, written) {
	const { comment, id, whole, round } = written;
	if (!comment.isSection || sectionsOf(whole).length < 2 || round + 1 >= mostRounds) return false;
	await connection.patience.sleep(usualPause(0, connection.patience));
	const now = (await list(connection, number)).find((one) => one.id === id);
	const own = (text) => sectionsOf(text).find(({ marker }) => marker === comment.marker)?.body;
	return now !== void 0 && own(now.body) !== own(whole);
}
function isMarked(body, marker) {
	return body.split(/\r?\n/, 1)[0]?.trimEnd() === marker;
}
async function deleteAll(api, surplus) {
	try {
		for (const { id } of surplus) await api.deleteComment(id);
	} catch (error) {
		if (!(error instanceof GitHubFailure)) throw error;
	}
}

export { upsertStickyComment as t };