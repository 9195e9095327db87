import { useForm } from '../form/form-context.ts';
import { notesWithin } from '../form/place.ts';
import { Tabs } from '../parts/tabs.tsx';
import { parts } from '../programme/spec/definition.ts';

/** The parts of the draft; each says how many problems are in it. */
export function PartTabs() {
  const { problems } = useForm();
  const tabs = parts.map(({ id, label, places }, index) => {
    const wrong = places.reduce((sum, place) => sum + notesWithin(problems, place), 0);
    return {
      to: index === 0 ? '/programme/draft' : `/programme/draft?part=${id}`,
      label,
      ...(wrong > 0 && {
        mark: (
          <span className="tab-mark">
            {wrong}
            <span className="unseen"> to solve</span>
          </span>
        ),
      }),
    };
  });
  return <Tabs label="Parts of the draft" tabs={tabs} />;
}
