/** What an order tells of who placed it: for comparing, never for storing or logging as it is. Absent: not told. */
export interface Buyer {
  readonly orderId: string;
  readonly customerId?: string;
  /** The code of whoever brought them, as the storefront noted it on the cart. */
  readonly referralCode?: string;
  readonly name?: string;
  readonly email?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly phone?: string;
  /** What Shopify tells of the card: first and last digits, and when it ends. No number can be made of it. */
  readonly card?: string;
  readonly ip?: string;
  /** A number that the storefront gave to the browser. */
  readonly device?: string;
}
