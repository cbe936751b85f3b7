// src/adapters/loopback/listen.ts
function listen(server) {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			server.off("error", reject);
			const address = server.address();
			if (typeof address === "object" && address !== null) resolve(address.port);
			else reject(/* @__PURE__ */ new Error("a server on loopback has no port"));
		});
	});
}

// src/adapters/loopback/send-json.ts
function sendJson(response, status, body) {
	if (response.destroyed) return;
	const text = JSON.stringify(body);
	response.writeHead(status, {
		"content-type": "application/json",
		"content-length": Buffer.byteLength(text)
	});
	response.end(text);
}

export { listen as n, sendJson as t };