import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-B59z0cjY.js";

export { scriptedSimulatorSubject, simulatorSubject };