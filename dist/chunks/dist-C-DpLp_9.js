import { a as O, c as at, d as zt, f as c, i as Kt, l as wo, n as Ae, o as Sn, r as Ht, s as Vt, t as A, u as xe } from "./dist-D5S3ywO8.js";

export { wo as simpleGit };