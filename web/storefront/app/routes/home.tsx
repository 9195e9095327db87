import { Link } from 'react-router';
import type { Route } from './+types/home';
import { Spark } from '../components/loyalty';
import { pointsSentence, rateSentence } from '../components/loyalty/sentences';
import { ProductCard } from '../components/product-card';
import { productCards } from '../lib/catalogue.server';

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: loaderData.shopName }, { name: 'description', content: 'Skin care and colour, made in small batches.' }];
}

export async function loader({ context }: Route.LoaderArgs) {
  const [shop, products, club] = await Promise.all([context.visit.shop(), productCards(context.storefront), clubLine(context)]);
  return { shopName: shop.name, products, club };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { products, club } = loaderData;
  return (
    <>
      <section className="hero">
        <div className="hero-words">
          <h1>Good skin is a quiet habit.</h1>
          <p>Serums, balms and a little colour, made in small batches from things you can pronounce.</p>
          <a className="button" href="#products">
            See the collection
          </a>
        </div>
        {club && (
          <aside className="hero-club" aria-label={club.name}>
            <p className="club-name">
              <Spark /> {club.name}
            </p>
            <p>{club.text}</p>
            <Link to="/rewards">{club.link}</Link>
          </aside>
        )}
      </section>
      <section id="products" aria-labelledby="products-title">
        <h2 id="products-title">The collection</h2>
        {products.length === 0 && <p className="quiet">The shelves are empty just now. Please come back soon.</p>}
        <ul className="grid">
          {products.map((product, place) => (
            <ProductCard key={product.id} product={product} eager={place < 4} />
          ))}
        </ul>
      </section>
    </>
  );
}

/** What the front page says about the programme; null while Laurel does not answer. */
async function clubLine({ visit }: Route.LoaderArgs['context']) {
  const overview = await visit.overview();
  if (overview.state === 'ready' && overview.value.member && overview.value.points) {
    const { member, points, program, tier } = overview.value;
    const greeting = member.name ? `Hello ${member.name.split(' ')[0]}. ` : '';
    return {
      name: program.name,
      text: `${greeting}You have ${pointsSentence(points.available)}${tier ? ` and are ${tier.name}` : ''}.`,
      link: 'See what they get you',
    };
  }
  const program = await visit.program();
  if (program.state !== 'ready') return null;
  const { name, tiers } = program.value;
  const first = tiers[0];
  if (!first) return null;
  return { name, text: `Free to join. ${rateSentence(first, program.value)}, and more the longer you stay.`, link: 'How it works' };
}
