import { Verify } from '../operations/verify.tsx';
import { Webhooks } from '../operations/webhooks.tsx';

export function OperationsPage() {
  return (
    <s-page heading="Operations">
      <Webhooks />
      <Verify />
    </s-page>
  );
}
