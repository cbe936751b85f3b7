import { n as loadAgentModule, t as findModule } from "./load-module-e3c0ofyn.js";

export { findModule };