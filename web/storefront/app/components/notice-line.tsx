import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Notice } from '../lib/notice';

/** What the last act came to. The region is always there, so that screen readers hear it change. */
export function NoticeLine({ notice }: { readonly notice: Notice | null }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed may be gone with its row; then the answer is the best place to go on from.
    if (notice && document.activeElement === document.body) line.current?.focus({ preventScroll: true });
  }, [notice]);
  return (
    <div className="notice" role="status" ref={line} tabIndex={-1} data-tone={notice?.tone}>
      {notice && (
        <p>
          {notice.text} {notice.link && <Link to={notice.link.to}>{notice.link.text}</Link>}
        </p>
      )}
    </div>
  );
}
