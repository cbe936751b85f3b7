export type Order = {
  readonly id: string;
  readonly placed: string;
  readonly status: "packed" | "in transit" | "delivered";
  readonly delivered?: string;
  readonly expected?: string;
  readonly daysSinceLastScan?: number;
  readonly items: readonly {
    readonly sku: string;
    readonly name: string;
    readonly price: number;
  }[];
  readonly shipping: number;
  readonly total: number;
};

export type Return = {
  readonly returnId: string;
  readonly orderId: string;
  readonly item: string;
  readonly reason: string;
};

export type Refund = {
  readonly refundId: string;
  readonly orderId: string;
  readonly amount: number;
  readonly reason: string;
};

/** A mistake that the model can mend: its message becomes the tool's answer. */
export class ShopError extends Error {}

/** The shop as one session sees it. What it writes, no other session reads. */
export class Shop {
  readonly returns: Return[] = [];
  readonly refunds: Refund[] = [];

  order(id: string): Order {
    const order = orders.find((each) => each.id === id.replace(/^#/, ""));
    if (order === undefined) throw new ShopError(`There is no order ${id}.`);
    return order;
  }

  createReturn(orderId: string, sku: string, reason: string): Return {
    const order = this.order(orderId);
    const item = order.items.find((each) => each.sku === sku);
    if (item === undefined) throw new ShopError(`Order ${order.id} has no item ${sku}.`);
    if (order.status !== "delivered") {
      throw new ShopError(`Order ${order.id} has not been delivered yet.`);
    }
    const returnId = `R-${order.id}-${this.returns.length + 1}`;
    const created = { returnId, orderId: order.id, item: item.name, reason };
    this.returns.push(created);
    return created;
  }

  issueRefund(orderId: string, amount: number, reason: string): Refund {
    const order = this.order(orderId);
    const before = this.refunds.filter((each) => each.orderId === order.id);
    const left = before.reduce((sum, each) => sum - cents(each.amount), cents(order.total));
    if (cents(amount) > left) {
      throw new ShopError(
        `Only ${(left / 100).toFixed(2)} EUR of order ${order.id} can be refunded.`,
      );
    }
    const refundId = `F-${order.id}-${this.refunds.length + 1}`;
    const issued = { refundId, orderId: order.id, amount, reason };
    this.refunds.push(issued);
    return issued;
  }
}

function cents(amount: number): number {
  return Math.round(amount * 100);
}

const orders: readonly Order[] = [
  {
    id: "4471",
    placed: "2026-11-02",
    status: "delivered",
    delivered: "2026-11-05",
    items: [
      { sku: "RUN-LIN", name: "linen table runner", price: 34.45 },
      { sku: "JUG-STO", name: "stoneware jug", price: 29.8 },
    ],
    shipping: 0,
    total: 64.25,
  },
  {
    id: "4417",
    placed: "2026-10-28",
    status: "delivered",
    delivered: "2026-10-31",
    items: [{ sku: "TRAY-OAK", name: "oak tray", price: 48.25 }],
    shipping: 4.9,
    total: 53.15,
  },
  {
    id: "4502",
    placed: "2026-11-06",
    status: "in transit",
    daysSinceLastScan: 9,
    items: [{ sku: "THR-WOO", name: "wool throw", price: 57.95 }],
    shipping: 4.9,
    total: 62.85,
  },
  {
    id: "4520",
    placed: "2026-11-18",
    status: "in transit",
    expected: "2026-11-24",
    daysSinceLastScan: 1,
    items: [{ sku: "LAMP-DES", name: "desk lamp", price: 89.95 }],
    shipping: 0,
    total: 89.95,
  },
  {
    id: "4388",
    placed: "2026-10-30",
    status: "delivered",
    delivered: "2026-11-09",
    items: [{ sku: "BELL-ENG", name: "engraved brass bell", price: 41.45 }],
    shipping: 4.9,
    total: 46.35,
  },
  {
    id: "4435",
    placed: "2026-11-09",
    status: "delivered",
    delivered: "2026-11-12",
    items: [{ sku: "CAR-GLA", name: "glass carafe", price: 45.85 }],
    shipping: 4.9,
    total: 50.75,
  },
];
