import { i as Probot, n as tracegateApp, r as createNodeMiddleware, t as probotLog } from "./probot-log-pMeNRIIJ.js";
import { t as UserError } from "./errors-wBhBppnE.js";
import { once } from "node:events";
import { createServer } from "node:http";

// src/bot/serve.ts
/** Where webhooks arrive, as Probot has it. */
const webhookPath = "/api/github/webhooks";
/** GitHub sends no event that is larger. */
const mostBytes = 26214400;
/** What answers one request: webhooks whose signature is right, alerts with the shared secret, and `/healthz`. */
async function botListener(probot, settings, alertSecret) {
	const middleware = await createNodeMiddleware(tracegateApp(settings, alertSecret), {
		probot,
		webhooksPath: webhookPath
	});
	return async (request, response) => {
		if (request.method === "GET" && request.url === "/healthz") {
			response.writeHead(200, { "content-type": "text/plain" }).end("ok\n");
			return;
		}
		if (isWebhook(request) && !(lengthOf(request) <= mostBytes)) {
			response.writeHead(413, { "content-type": "text/plain" }).end("too large\n");
			return;
		}
		if (await middleware(request, response)) return;
		response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
	};
}
function isWebhook({ url }) {
	return url?.split("?", 1)[0] === webhookPath;
}
/** NaN where none is named. */
function lengthOf({ headers }) {
	return Number(headers["content-length"] ?? NaN);
}
/** Listens until it is closed; requests in flight are answered first. */
async function serveBot(listener, place) {
	const server = createServer((request, response) => {
		listener(request, response).catch(() => {
			if (!response.headersSent) response.writeHead(500);
			response.end();
		});
	});
	server.listen(place.port, place.host);
	await once(server, "listening");
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : place.port;
	return {
		url: `http://${place.host}:${port}`,
		close: async () => {
			const closed = once(server, "close");
			server.close();
			server.closeIdleConnections();
			await closed;
		}
	};
}

// src/bot/listener.ts
/** What answers requests with the App that an environment names. */
async function composeListener({ appId, privateKey, webhookSecret, alertSecret, settings }, write) {
	const probot = new Probot({
		appId,
		privateKey,
		secret: webhookSecret,
		baseUrl: settings.apiUrl,
		log: probotLog(write)
	});
	return await botListener(probot, settings, alertSecret);
}

// src/bot/read-environment.ts
const shortestSecret = 16;
/**
* Reads APP_ID, PRIVATE_KEY (PEM, or base64 of it), WEBHOOK_SECRET, and what may be left out: GITHUB_API_URL, TRACEGATE_ROOT,
* TRACEGATE_CONFIG, TRACEGATE_ALERT_SECRET, HOST, PORT.
*
* @throws UserError `BOT_ENVIRONMENT` where one is missing or cannot be; its message holds no value.
*/
function readEnvironment(environment) {
	const privateKey = pemOf(needed(environment, "PRIVATE_KEY"));
	const webhookSecret = secretOf(environment, "WEBHOOK_SECRET");
	const alertSecret = environment["TRACEGATE_ALERT_SECRET"] ?? "";
	const appId = Number(needed(environment, "APP_ID"));
	if (!Number.isSafeInteger(appId) || appId <= 0) throw invalid("APP_ID", "the number of the App");
	const port = Number(given(environment, "PORT", "3000"));
	if (!Number.isInteger(port) || port < 0 || port > 65535) throw invalid("PORT", "a port");
	const folder = (environment["TRACEGATE_ROOT"] ?? "").replaceAll(/^\.?\/*|\/+$/g, "");
	return {
		appId,
		privateKey,
		webhookSecret,
		...alertSecret !== "" && { alertSecret: secretOf(environment, "TRACEGATE_ALERT_SECRET") },
		host: given(environment, "HOST", "0.0.0.0"),
		port,
		settings: {
			apiUrl: given(environment, "GITHUB_API_URL", "https://api.github.com"),
			place: {
				folder,
				configPath: given(environment, "TRACEGATE_CONFIG", "tracegate.yaml")
			},
			environment,
			surrogateKey: given(environment, "TRACEGATE_SURROGATE_KEY", privateKey)
		}
	};
}
/** An empty variable is one that is left out. */
function given(environment, name, otherwise) {
	const value = environment[name] ?? "";
	return value === "" ? otherwise : value;
}
function needed(environment, name) {
	const value = environment[name] ?? "";
	if (value !== "") return value;
	throw new UserError("BOT_ENVIRONMENT", `The environment variable ${name} is not set.`, "Set it as docs/bot.md says; `app.yml` lists what the App needs.");
}
function secretOf(environment, name) {
	const value = needed(environment, name);
	if (value.length >= shortestSecret) return value;
	throw invalid(name, `a secret of at least ${shortestSecret} characters, such as the output of \`openssl rand -hex 32\``);
}
function pemOf(text) {
	const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
	if (plain.includes("-----BEGIN")) return plain.replaceAll(String.raw`\n`, "\n");
	throw invalid("PRIVATE_KEY", "the App's private key, as PEM or as base64 of it");
}
function invalid(name, expected) {
	return new UserError("BOT_ENVIRONMENT", `${name} is not ${expected}.`, `Set ${name} again.`);
}

export { composeListener as n, serveBot as r, readEnvironment as t };