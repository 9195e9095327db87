import { useState } from 'react';
import { data, Form, Link, useNavigation } from 'react-router';
import type { Route } from './+types/product';
import { EarnBadge } from '../components/loyalty';
import { Picture } from '../components/picture';
import { addLine, backTo } from '../lib/cart.server';
import { invitedBy } from '../lib/invited.server';
import { productByHandle, type VariantView } from '../lib/catalogue.server';
import { formatMoney } from '../lib/money';
import { earnPreview, field } from '../lib/points.server';

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    { title: `${loaderData.product.title} · ${loaderData.shopName}` },
    { name: 'description', content: loaderData.product.description },
  ];
}

export async function loader({ context, params }: Route.LoaderArgs) {
  const [shop, product] = await Promise.all([context.visit.shop(), productByHandle(context.storefront, params.handle)]);
  const first = product?.variants[0];
  if (!product || !first) throw data(null, { status: 404 });
  const cheapest = product.variants.reduce((least, variant) => (variant.priceMinor < least.priceMinor ? variant : least), first);
  const line = { productId: product.id, netMinor: cheapest.priceMinor, giftCard: product.giftCard };
  return { shopName: shop.name, product, earn: await earnPreview(context, [line], cheapest.currency) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const quantity = Math.min(Math.max(Math.trunc(Number(form.get('quantity')) || 1), 1), 99);
  const change = await addLine(context, field(form, 'merchandiseId'), quantity, await invitedBy(request));
  const notice = change.problem
    ? ({ tone: 'bad', text: change.problem } as const)
    : ({ tone: 'good', text: 'It is in your cart.', link: { to: '/cart', text: 'Go to the cart' } } as const);
  return backTo(context, `/products/${encodeURIComponent(params.handle)}`, notice, change.headers);
}

export default function Product({ loaderData }: Route.ComponentProps) {
  const { product, earn } = loaderData;
  const firstId = (product.variants.find((variant) => variant.available) ?? product.variants[0])?.id ?? '';
  const [chosenId, choose] = useState(firstId);
  const busy = useNavigation().formData?.has('merchandiseId') ?? false;
  const chosen = product.variants.find((variant) => variant.id === chosenId) ?? product.variants[0];
  const soldOut = product.variants.every((variant) => !variant.available);
  return (
    <article className="product">
      <Picture image={chosen?.image ?? product.image} eager />
      <div className="product-words">
        <p className="eyebrow">{product.kind || 'Collection'}</p>
        <h1>{product.title}</h1>
        {chosen && <p className="price">{formatMoney(chosen.priceMinor, chosen.currency)}</p>}
        <EarnBadge preview={earn} />
        <p>{product.description}</p>
        <Form method="post" className="buy" preventScrollReset>
          {product.variants.length > 1 ? (
            <Variants variants={product.variants} chosenId={chosenId} choose={choose} />
          ) : (
            <input type="hidden" name="merchandiseId" value={firstId} />
          )}
          <label className="quantity">
            Quantity
            <input type="number" name="quantity" min={1} max={99} defaultValue={1} inputMode="numeric" />
          </label>
          <button className="button" type="submit" disabled={soldOut} aria-disabled={busy}>
            {soldOut ? 'Sold out' : busy ? 'Adding…' : 'Add to cart'}
          </button>
        </Form>
        <p className="quiet">
          <Link to="/rewards">What points are good for</Link>
        </p>
      </div>
    </article>
  );
}

interface VariantsProps {
  readonly variants: readonly VariantView[];
  readonly chosenId: string;
  readonly choose: (id: string) => void;
}

function Variants({ variants, chosenId, choose }: VariantsProps) {
  return (
    <fieldset className="variants">
      <legend>Choose one</legend>
      {variants.map((variant) => (
        <label key={variant.id}>
          <input
            type="radio"
            name="merchandiseId"
            value={variant.id}
            defaultChecked={variant.id === chosenId}
            disabled={!variant.available}
            onChange={() => choose(variant.id)}
          />
          <span>
            {variant.title} <small>{variant.available ? formatMoney(variant.priceMinor, variant.currency) : 'sold out'}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
