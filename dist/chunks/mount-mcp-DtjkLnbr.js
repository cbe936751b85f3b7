import { t as mountMcp } from "./mount-mcp-kA4ef7Gc.js";

export { mountMcp };