import ipaddr from "ipaddr.js";
import type { KeyedDraw } from "../keyed-draw.ts";
import { SpareNumbers } from "./spare-numbers.ts";

/** The upper halves of the three networks that RFC 5737 keeps for documents: 127 addresses each. */
const documentNetworks = ["192.0.2.", "198.51.100.", "203.0.113."] as const;
const perNetwork = 127;
const firstHost = 128;

/** Addresses of documentation networks, each for one address as long as there are some left. */
export class IpSurrogates {
  readonly #draw: KeyedDraw;
  readonly #spare: SpareNumbers;

  constructor(draw: KeyedDraw) {
    this.#draw = draw;
    this.#spare = new SpareNumbers(draw, "ip", documentNetworks.length * perNetwork);
  }

  surrogateOf(address: string): string {
    return address.includes(":") ? this.#version6(address) : this.#version4(address);
  }

  #version4(address: string): string {
    const number = this.#spare.numberOf(address);
    const network = documentNetworks[number % documentNetworks.length] ?? documentNetworks[0];
    return network + (firstHost + Math.floor(number / documentNetworks.length));
  }

  /** 2001:db8::/32 is kept for documents by RFC 3849; `ffff` after it tells our own apart. */
  #version6(address: string): string {
    const [a, b] = this.#draw.hex("ip", address, { count: 8 }).match(/.{4}/g) ?? [];
    return `2001:db8:ffff:${asGroup(a)}::${asGroup(b)}`;
  }
}

/** Without leading zeros and never empty or 0, so that every writer spells the address alike. */
function asGroup(hex = ""): string {
  return (Number.parseInt(hex, 16) || 1).toString(16);
}

/** Whether a valid address is a surrogate already. */
export function isIpSurrogate(address: string): boolean {
  if (address.includes(":")) {
    return ipaddr.IPv6.parse(address).match(ipaddr.IPv6.parse("2001:db8:ffff::"), 48);
  }
  const host = Number(address.slice(address.lastIndexOf(".") + 1));
  return (
    documentNetworks.some((network) => address.startsWith(network)) &&
    host >= firstHost &&
    host < firstHost + perNetwork
  );
}
