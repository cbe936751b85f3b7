import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-ChczzcBA.js";

export { scriptedSimulatorSubject, simulatorSubject };