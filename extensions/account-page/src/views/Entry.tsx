import { change, points, type HistoryEntry } from '@laurel/extension-client';
import { entrySentence } from '../history.ts';
import { words } from '../words.ts';

/** One change: what happened and when, by how much, what there was afterwards, and why that number. */
export function Entry({ entry }: { entry: HistoryEntry }) {
  const { say, format } = words();
  const { key, values } = entrySentence(entry);
  return (
    <s-box accessibilityRole="list-item">
      <s-stack gap="small">
        <s-grid gridTemplateColumns="1fr auto" gap="base">
          <s-stack gap="none">
            <s-text>{say(key, values)}</s-text>
            <s-text color="subdued">{say('history.after', { when: { instant: entry.at }, ...points(entry.balance.available) })}</s-text>
          </s-stack>
          {entry.points === 0 ? <s-box /> : <s-text type="strong">{format(change(entry.points))}</s-text>}
        </s-grid>
        {entry.why.length > 0 && (
          <s-details>
            <s-summary>{say('history.why', points(entry.moved))}</s-summary>
            <s-unordered-list>
              {entry.why.map((reason, index) => (
                <s-list-item key={index}>
                  {reason.points === null ? reason.text : say('history.reason', { text: reason.text, change: change(reason.points) })}
                </s-list-item>
              ))}
            </s-unordered-list>
          </s-details>
        )}
      </s-stack>
    </s-box>
  );
}
