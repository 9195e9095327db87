import { Link } from 'react-router';

export function PageFooter({ shopName }: { readonly shopName: string }) {
  return (
    <footer className="footer">
      <p className="wordmark">{shopName}</p>
      <nav aria-label="Footer">
        <Link to="/">Shop</Link>
        <Link to="/rewards">Rewards</Link>
        <Link to="/cart">Cart</Link>
        <Link to="/account">Account</Link>
      </nav>
      <p className="quiet">Made in small batches. Points by Laurel.</p>
    </footer>
  );
}
