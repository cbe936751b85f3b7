import { t as mountMcp } from "./mount-mcp-CZg9Nrgh.js";

export { mountMcp };