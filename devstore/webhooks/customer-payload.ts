import type { Customer } from '../store/state.ts';
import { idNumber } from './json.ts';

/** The body of `customers/*` webhooks and the customer of an order. */
export function customerPayload(customer: Customer, currency: string): Record<string, unknown> {
  return {
    id: idNumber(customer.id),
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.email,
    phone: null,
    state: 'enabled',
    note: customer.note || null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    tax_exemptions: [],
    currency,
    email_marketing_consent: {
      state: customer.newsletter ? 'subscribed' : 'not_subscribed',
      opt_in_level: customer.newsletter ? 'single_opt_in' : null,
      consent_updated_at: customer.newsletter === undefined ? null : customer.updatedAt,
    },
  };
}
