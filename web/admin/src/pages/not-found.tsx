import { Go } from '../parts/go.tsx';
import { Empty } from '../parts/states.tsx';

export function NotFound() {
  return (
    <s-page heading="Page not found">
      <s-section>
        <Empty heading="There is no page here">
          The address may be old. <Go to="/">Go to the overview</Go>
        </Empty>
      </s-section>
    </s-page>
  );
}
