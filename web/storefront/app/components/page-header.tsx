import { Link, NavLink } from 'react-router';
import { PointsPill } from './loyalty';

interface PageHeaderProps {
  readonly shopName: string;
  readonly cartQuantity: number;
  /** null: a guest, or nobody knows now. */
  readonly points: number | null;
  readonly signedIn: boolean;
}

export function PageHeader({ shopName, cartQuantity, points, signedIn }: PageHeaderProps) {
  return (
    <header className="header">
      <Link className="wordmark" to="/">
        {shopName}
      </Link>
      <nav className="nav" aria-label="Main">
        <NavLink to="/" end>
          Shop
        </NavLink>
        <NavLink to="/rewards">Rewards</NavLink>
      </nav>
      <div className="header-side">
        {points !== null && <PointsPill points={points} to="/rewards" />}
        {signedIn ? (
          <NavLink to="/account">Account</NavLink>
        ) : (
          <Link to="/account/login" reloadDocument>
            Sign in
          </Link>
        )}
        <NavLink className="cart-link" to="/cart" aria-label={`Cart, ${cartQuantity} ${cartQuantity === 1 ? 'item' : 'items'}`}>
          <span aria-hidden="true">Cart</span>
          <span className="cart-count" aria-hidden="true">
            {cartQuantity}
          </span>
        </NavLink>
      </div>
    </header>
  );
}
