/** Defines the stand-ins for the surface in `?surface=`; bundled for the gallery page of the tests. */
import type { Contract } from '../contract.ts';
import admin from '../contracts/admin.json' with { type: 'json' };
import account from '../contracts/customer-account.page.render.json' with { type: 'json' };
import { defineElements } from '../index.ts';
import type { Surface } from '../surface.ts';

const surface = (new URL(location.href).searchParams.get('surface') ?? 'checkout') as Surface;
defineElements(surface, (surface === 'admin' ? admin : account) as unknown as Contract);
