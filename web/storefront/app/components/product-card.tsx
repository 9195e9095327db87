import { Link } from 'react-router';
import type { ProductCardView } from '../lib/catalogue.server';
import { formatMoney } from '../lib/money';
import { Picture } from './picture';

export function ProductCard({ product, eager }: { readonly product: ProductCardView; readonly eager: boolean }) {
  return (
    <li className="card">
      <Link to={`/products/${product.handle}`}>
        <Picture image={product.image} decorative eager={eager} />
        <h3>{product.title}</h3>
        <p>
          {product.ranged && 'from '}
          {formatMoney(product.fromMinor, product.currency)}
        </p>
      </Link>
    </li>
  );
}
