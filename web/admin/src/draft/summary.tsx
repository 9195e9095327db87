import type { ProgramDraft } from '@laurel/server/api';
import type { Path } from '../form/json.ts';
import { placeName } from '../form/json.ts';
import { Sentences } from '../parts/notice.tsx';
import { count } from '../words/numbers.ts';

/** Something said of a place of the draft, and the way there. */
export interface Pointer {
  readonly path: Path;
  readonly words: string;
  readonly message: string;
}

interface SummaryProps {
  readonly answer: ProgramDraft;
  readonly problems: readonly Pointer[];
  readonly warnings: readonly Pointer[];
  readonly onGo: (path: Path) => void;
}

/** What the draft changes, what stands in its way, and what should be known before it is published. */
export function DraftSummary({ answer, problems, warnings, onGo }: SummaryProps) {
  const solve = unique(problems);
  const know = unique(warnings);
  if (answer.draft === null && solve.length === 0) return null;
  return (
    <s-section accessibilityLabel="What the draft changes">
      {solve.length > 0 && (
        <Pointers
          title={`${count(solve.length, 'problem')} to solve before it can be published`}
          tone="critical"
          pointers={solve}
          onGo={onGo}
        />
      )}
      {know.length > 0 && <Pointers title={`${count(know.length, 'thing')} to know`} tone="warning" pointers={know} onGo={onGo} />}
      {answer.changes.length > 0 ? (
        <details className="fold" open={answer.changes.length <= 6}>
          <summary>{count(answer.changes.length, 'change')} to what is published</summary>
          <Sentences sentences={answer.changes} />
        </details>
      ) : (
        solve.length === 0 && <s-paragraph color="subdued">The draft changes nothing of what is published.</s-paragraph>
      )}
    </s-section>
  );
}

interface PointersProps {
  readonly title: string;
  readonly tone: 'critical' | 'warning';
  readonly pointers: readonly Pointer[];
  readonly onGo: (path: Path) => void;
}

function Pointers({ title, tone, pointers, onGo }: PointersProps) {
  return (
    <div className="pointers">
      <s-badge tone={tone}>{title}</s-badge>
      <ul>
        {pointers.map(({ path, words, message }) => (
          <li key={`${placeName(path)} ${message}`}>
            {path.length > 0 && (
              <button type="button" className="link" onClick={() => onGo(path)}>
                {words}
              </button>
            )}{' '}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function unique(pointers: readonly Pointer[]): Pointer[] {
  return [...new Map(pointers.map((one) => [`${placeName(one.path)} ${one.message}`, one])).values()];
}
