import { index, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  index('routes/home.tsx'),
  route('products/:handle', 'routes/product.tsx'),
  route('cart', 'routes/cart.tsx'),
  route('discount/:code', 'routes/discount.ts'),
  route('rewards', 'routes/rewards.tsx'),
  route('r/:code', 'routes/invitation.tsx'),
  route('account', 'routes/account.tsx'),
  route('account/login', 'routes/login.ts'),
  route('account/authorize', 'routes/authorize.ts'),
  route('account/logout', 'routes/logout.ts'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
