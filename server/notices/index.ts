export { mailNotices } from './mail.ts';
export { queueNotices, queueNoticesLater } from './queue.ts';
export { noticesOf, type Notice } from './read.ts';
