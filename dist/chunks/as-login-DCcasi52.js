// src/core/dataset/as-login.ts
function asLogin(name) {
	return name.replace(/^@/, "").toLowerCase();
}

export { asLogin as t };