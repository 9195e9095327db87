import { Form } from 'react-router';
import type { CartView } from '../lib/cart-view';
import type { OpenRedemption } from './loyalty';

interface CartCodesProps {
  readonly codes: CartView['codes'];
  /** Codes that points paid for are undone among the points, so that the points come back. */
  readonly redemptions: readonly OpenRedemption[];
}

/** The discount codes of the cart, and a place for one more. */
export function CartCodes({ codes, redemptions }: CartCodesProps) {
  const titleOf = new Map(redemptions.map((open) => [open.code?.toLowerCase(), open.title]));
  return (
    <div className="codes">
      {codes.length > 0 && (
        <ul aria-label="Discount codes">
          {codes.map(({ code, applicable }) => {
            const reward = titleOf.get(code.toLowerCase());
            return (
              <li key={code} data-applicable={applicable}>
                <span>
                  {reward ?? code} {!applicable && <small>does not apply to this cart</small>}
                </span>
                {!reward && <RemoveCode code={code} />}
              </li>
            );
          })}
        </ul>
      )}
      <Form method="post" action="/cart" className="code-form" preventScrollReset>
        <input type="hidden" name="intent" value="add-code" />
        <label>
          Discount code
          <input key={codes.length} name="code" maxLength={100} required autoComplete="off" />
        </label>
        <button className="button button-quiet" type="submit">
          Add
        </button>
      </Form>
    </div>
  );
}

function RemoveCode({ code }: { readonly code: string }) {
  return (
    <Form method="post" action="/cart" preventScrollReset>
      <input type="hidden" name="intent" value="remove-code" />
      <input type="hidden" name="code" value={code} />
      <button className="link" type="submit" aria-label={`Remove code ${code}`}>
        Remove
      </button>
    </Form>
  );
}
