import { t as mountMcp } from "./mount-mcp-BSgMTEmz.js";

export { mountMcp };