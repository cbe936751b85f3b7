import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-CEmcELJi.js";

export { maxCalibrationBytes, parseCalibration };