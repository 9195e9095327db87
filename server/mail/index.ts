export { isMailKnown, lastMail, queueMail, type NewMail } from './queue.ts';
export { sendMail, type Closed, type MailDeps } from './send.ts';
export { openMailer, type Mailer, type Message, type SmtpSettings } from './smtp.ts';
export { mailLocale, readStopToken, stopMails, stopPath, stopUrl } from './stop.ts';
export type { Offer } from './letter.ts';
export type { ParamsOf, Template } from './templates.ts';
