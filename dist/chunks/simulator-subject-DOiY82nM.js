import { n as simulatorSubject, t as scriptedSimulatorSubject } from "./simulator-subject-HUXy-XgM.js";

export { scriptedSimulatorSubject, simulatorSubject };