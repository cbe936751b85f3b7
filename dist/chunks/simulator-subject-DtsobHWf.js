import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-BDi22uFI.js";

export { scriptedSimulatorSubject, simulatorSubject };