/** The user errors Shopify gives for a discount it will not make. */
import { sameCode } from '../store/discounts.ts';
import type { Store } from '../store/store.ts';
import type { BasicInput, DiscountInput } from './discount-input.ts';

export type DiscountKind = 'basicCodeDiscount' | 'freeShippingCodeDiscount';

export interface UserError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
  readonly extraInfo: null;
}

export function problemsOf(store: Store, kind: DiscountKind, input: DiscountInput): UserError[] {
  const problems: UserError[] = [];
  const add = (field: string, code: string, message: string) => problems.push({ field: [kind, field], code, message, extraInfo: null });
  const code = input.code?.trim() ?? '';
  if (code === '') add('code', 'BLANK', "Code can't be blank");
  else if (code.length > 255) add('code', 'TOO_LONG', 'Code is too long (maximum is 255 characters)');
  else if (store.state.discounts.some((other) => sameCode(other.code, code)))
    add('code', 'TAKEN', 'Code must be unique. Please try a different code.');
  if (!input.title?.trim()) add('title', 'BLANK', "Title can't be blank");
  if (!input.startsAt) add('startsAt', 'BLANK', "Starts at can't be blank");
  if (!input.context) add('context', 'BLANK', "Context can't be blank");
  if (kind === 'basicCodeDiscount' && !('customerGets' in input)) add('customerGets', 'BLANK', "Customer gets can't be blank");
  if (input.startsAt && input.endsAt && new Date(input.endsAt) <= new Date(input.startsAt)) {
    add('endsAt', 'END_DATE_BEFORE_START_DATE', 'Ends at needs to be after starts at');
  }
  if (input.usageLimit != null && input.usageLimit < 1) add('usageLimit', 'GREATER_THAN', 'Usage limit must be greater than 0');
  if ((input.tags ?? []).length > 5) add('tags', 'TOO_MANY_TAGS', 'Cannot have more than 5 tags');
  if ((input.tags ?? []).some((tag) => tag.length > 255)) add('tags', 'INVALID_TAG_LENGTH', 'Tag is too long');
  if (input.minimumRequirement?.subtotal && input.minimumRequirement.quantity) {
    add('minimumRequirement', 'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT', 'Minimum subtotal and quantity cannot both be present');
  }
  addValueProblem(kind, input, add);
  return problems;
}

function addValueProblem(kind: DiscountKind, input: BasicInput, add: (field: string, code: string, message: string) => void): void {
  const value = input.customerGets?.value;
  if (kind !== 'basicCodeDiscount' || !value) return;
  if (value.percentage != null && (value.percentage <= 0 || value.percentage > 1)) {
    add('customerGets', 'VALUE_OUTSIDE_RANGE', 'Value must be between 0.0 and 1.0');
  }
  if (value.discountAmount?.amount != null && Number(value.discountAmount.amount) <= 0) {
    add('customerGets', 'GREATER_THAN', 'Amount must be greater than 0');
  }
}
