import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { NotInShopify } from './not-in-shopify.tsx';
import { createQueryClient } from './queries.ts';
import { createRouter } from './router.tsx';
import './admin.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// App Bridge sets it, before this module runs, only inside Shopify's admin.
const embedded = (globalThis as { shopify?: unknown }).shopify !== undefined;

createRoot(root).render(
  <StrictMode>
    {embedded ? (
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={createRouter()} />
      </QueryClientProvider>
    ) : (
      <NotInShopify />
    )}
  </StrictMode>,
);
