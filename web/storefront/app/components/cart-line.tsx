import { Form, Link, useNavigation } from 'react-router';
import type { CartLineView } from '../lib/cart-view';
import { formatMoney } from '../lib/money';
import { Picture } from './picture';

export function CartLine({ line, currency }: { readonly line: CartLineView; readonly currency: string }) {
  const sent = useNavigation().formData;
  const busy = sent?.get('lineId') === line.id;
  const name = line.variant ? `${line.title}, ${line.variant}` : line.title;
  return (
    <li className="line" aria-busy={busy}>
      <Picture image={line.image} decorative />
      <div className="line-words">
        <h2>
          <Link to={`/products/${line.handle}`}>{line.title}</Link>
        </h2>
        {line.variant && <p className="quiet">{line.variant}</p>}
        <p className="quiet">{formatMoney(line.unitMinor, currency)} each</p>
        <div className="line-acts">
          <Form method="post" action="/cart" preventScrollReset>
            <input type="hidden" name="intent" value="quantity" />
            <input type="hidden" name="lineId" value={line.id} />
            <input
              key={line.quantity}
              type="number"
              name="quantity"
              min={0}
              max={99}
              defaultValue={line.quantity}
              inputMode="numeric"
              aria-label={`Quantity of ${name}`}
            />
            <button className="link" type="submit" aria-label={`Update quantity of ${name}`}>
              Update
            </button>
          </Form>
          <Form method="post" action="/cart" preventScrollReset>
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="lineId" value={line.id} />
            <button className="link" type="submit" aria-label={`Remove ${name}`}>
              Remove
            </button>
          </Form>
        </div>
      </div>
      <p className="line-price">
        {line.netMinor < line.grossMinor && (
          <s aria-label={`before ${formatMoney(line.grossMinor, currency)}`}>{formatMoney(line.grossMinor, currency)}</s>
        )}{' '}
        {formatMoney(line.netMinor, currency)}
      </p>
    </li>
  );
}
