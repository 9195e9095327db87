import { Link } from 'react-router';

/** A page that has nothing to show, with the way back. */
export function Problem({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section className="problem">
      <h1>{title}</h1>
      <p>{text}</p>
      <Link className="button" to="/">
        Back to the shop
      </Link>
    </section>
  );
}
