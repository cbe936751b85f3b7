import { t as mountMcp } from "./mount-mcp-DI1PJD-5.js";

export { mountMcp };