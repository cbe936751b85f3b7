import { n as parseCalibration, r as renderCalibration, t as maxCalibrationBytes } from "./calibration-file-BvWAeG7P.js";

export { maxCalibrationBytes, parseCalibration };