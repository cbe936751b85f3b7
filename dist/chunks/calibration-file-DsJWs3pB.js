import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-Xd4N4BHF.js";

export { maxCalibrationBytes, parseCalibration };