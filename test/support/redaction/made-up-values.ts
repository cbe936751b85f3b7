import { luhnDigit } from "../../../src/core/redact/luhn.ts";
import { ibanCheckDigits } from "../../../src/core/redact/mod-97.ts";

/** Values that look real and are nobody's, for one placeholder of the corpus; `turn` picks another of its forms. */
export function madeUp(placeholder: string, turn: number): string {
  const forms = values[placeholder];
  if (forms === undefined) throw new Error(`no values for {${placeholder}}`);
  return forms[turn % forms.length]!;
}

/** How many forms the placeholder with the most has: so many turns show all. */
export const mostForms = 40;

const letters = "abcdefghijklmnopqrstuvwxyz";
const alphanumeric = "Zk4Qp9Wm2Xb7Vn3Rt6Yc8Hd5Jf1Lg0Sa";

/** So many characters of a fixed text: made up here, so that no scanner of repositories takes this file for a leak. */
function some(count: number, from = alphanumeric, start = 0): string {
  return Array.from({ length: count }, (_, i) => from[(start + i * 7) % from.length]).join("");
}

function card(start: string, length: number): string {
  const body = start + some(length - start.length - 1, "7294816305");
  return body + luhnDigit(body);
}

function grouped(text: string, sizes: readonly number[], separator: string): string {
  let from = 0;
  return sizes.map((size) => text.slice(from, (from += size))).join(separator);
}

function iban(country: string, account: string): string {
  return country + ibanCheckDigits(country, account) + account;
}

const ibans = [
  iban("DE", "370400440532013777"),
  iban("GB", "NWBK60161331926819"),
  iban("NL", "ABNA0417164301"),
  iban("FR", "20041010050500013M02606"),
  iban("ES", "21000418450200051332"),
  iban("IT", "X0542811101000000123456"),
  iban("CH", "00762011623852957"),
  iban("BE", "539007547034"),
  iban("NO", "86011117947"),
];
const cards = [
  card("4539", 16),
  card("51", 16),
  card("2221", 16),
  card("371", 15),
  card("6011", 16),
  card("3566", 16),
  card("36", 14),
  card("62", 16),
];
const emails = [
  "ana.lopez@shop-mail.de",
  "bo+orders@mail.co.uk",
  "O_Neil.99@Mail.Example.Co",
  "CARLA@WEBMAIL.IO",
  "\u00fcnal@m\u00e4dchen.de",
  "x@y.io",
  "mia.li3818@example.com",
  "dave-1970%promo@sub.sub.domain.travel",
];
const phones = [
  "+1 415-555-2671",
  "(415) 555-2671",
  "415-555-2671",
  "415.555.2671",
  "1-415-555-2671",
  "+14155552671",
  "+44 20 7183 8750",
  "020 7183 8750",
  "+49 30 901820",
  "+49 (0)30 9018 2000",
  "030 90182000",
  "0171 2345678",
  "01 44 55 66 77",
  "+33 6 12 34 56 78",
  "0049 30 90182000",
  "+34 612 34 56 78",
  "+55 11 91234-5678",
  "+91 98765 43210",
  "+81 3-1234-5678",
  "+61 2 9374 4000",
  "+353 1 436 1000",
  "+39 06 698 12345",
];
const tokens = [
  `ghp_${some(36)}`,
  `github_pat_${some(82)}`,
  `glpat-${some(20)}`,
  `xoxb-${some(12, "0123456789")}-${some(12, "0123456789")}-${some(24)}`,
  `npm_${some(36)}`,
  `sk_live_${some(24)}`,
  `hf_${some(34, letters)}`,
  `AIza${some(35)}`,
  `SG.${some(22)}.${some(43)}`,
  `eyJ${some(20)}.eyJ${some(40)}.${some(43)}`,
  `dapi${some(32, "0123456789abcdef")}`,
  `whsec_${some(32)}`,
  `shpat_${some(32, "0123456789abcdef")}`,
  `pypi-${some(60)}`,
];
const passwords = ["hunter2!x", "Tr0ub4dor&3", "c0rrect-horse", "Passw0rt_2024", "9f8e7d6c5b4a"];
const keyBody = grouped(
  `MIIEow${some(634)}`,
  Array.from({ length: 10 }, () => 64),
  "\n",
);

const values: Readonly<Record<string, readonly string[]>> = {
  email: emails,
  "email-in-url": emails.slice(0, 2).map((email) => email.replace("@", "%40")),
  phone: phones,
  "phone-digits": ["4155552671", "14155552671", "02071838750", "01712345678"],
  "phone-e164": ["+14155552671", "+493090182000", "+5511912345678"],
  card: cards.flatMap((number) => {
    const sizes = { 14: [4, 6, 4], 15: [4, 6, 5], 16: [4, 4, 4, 4] }[number.length] ?? [];
    return [number, grouped(number, sizes, " "), grouped(number, sizes, "-")];
  }),
  iban: ibans.flatMap((number) => [
    number,
    grouped(
      number,
      Array.from({ length: Math.ceil(number.length / 4) }, () => 4),
      " ",
    ),
    number.toLowerCase(),
  ]),
  ip: [
    "8.8.4.4",
    "203.0.113.7",
    "10.20.30.40",
    "192.168.1.17",
    "2001:4860:4860::8844",
    "2a02:8109:9a40:1:2:3:4:5",
  ],
  ip4: ["93.184.216.34", "172.16.254.1"],
  ip6: ["2001:db8:85a3::8a2e:370:7334", "fe80::1ff:fe23:4567:890a"],
  secret: tokens,
  basic: [Buffer.from("ana:hunter2!x").toString("base64")],
  "slack-path": [`T${some(8)}/B${some(8)}/${some(24)}`],
  password: passwords,
  "aws-secret": [some(40)],
  "aws-id": [`AKIA${some(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`],
  openai: [
    `sk-${some(20)}T3BlbkFJ${some(20)}`,
    `sk-proj-${some(74)}T3BlbkFJ${some(74)}`,
    `sk-ant-api03-${some(93)}AA`,
    `sk-${some(48)}`,
  ],
  "private-key": [
    pem("RSA PRIVATE KEY", keyBody),
    pem("PRIVATE KEY", keyBody),
    pem("ENCRYPTED PRIVATE KEY", keyBody),
  ],
  "private-key-escaped": [pem("PRIVATE KEY", keyBody).replaceAll("\n", "\\n")],
};

function pem(label: string, body: string): string {
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
}
