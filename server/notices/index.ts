export { queueNotices, queueNoticesLater } from './queue.ts';
export { noticesOf, type Notice } from './read.ts';
