import { createRoute } from '@hono/zod-openapi';
import { correctedShape, correctShape, verificationPageShape, verificationShape } from '../views/index.ts';
import { json, problems, secured } from './openapi.ts';

export const verificationsRoute = createRoute({
  method: 'get',
  path: '/verifications',
  summary: 'The newest checks of the books, with the differences of the newest',
  ...secured('staff'),
  responses: { 200: json(verificationPageShape, 'Newest first, at most 10'), ...problems(401, 403) },
});

export const verifyRoute = createRoute({
  method: 'post',
  path: '/verifications',
  summary: 'Derive every balance, lot, hold, order, standing and posting again and list the differences',
  ...secured('staff'),
  responses: { 200: json(verificationShape, 'The result'), ...problems(401, 403) },
});

export const correctRoute = createRoute({
  method: 'post',
  path: '/corrections',
  summary: 'Put one difference right; refused when it is no longer there as it was seen',
  ...secured('staff'),
  request: { body: { required: true, ...json(correctShape, 'The difference as it was seen, and why it is put right') } },
  responses: { 200: json(correctedShape, 'What was done'), ...problems(400, 401, 403, 404, 409, 422) },
});
