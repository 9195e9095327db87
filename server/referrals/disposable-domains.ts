/** Hosts of mailboxes that are thrown away. A short list of the best known; new ones come up faster than any list. */
export const disposableDomains: ReadonlySet<string> = new Set(
  '10minutemail.com 33mail.com dispostable.com fakeinbox.com getairmail.com getnada.com guerrillamail.com guerrillamail.net mailcatch.com maildrop.cc mailinator.com mailnesia.com mintemail.com moakt.com mohmal.com mytemp.email sharklasers.com spamgourmet.com temp-mail.org tempmail.com tempmail.net throwawaymail.com trashmail.com trashmail.de wegwerfmail.de yopmail.com yopmail.fr'.split(
    ' ',
  ),
);
