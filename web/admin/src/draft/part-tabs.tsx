import { useForm } from '../form/form-context.ts';
import { notesWithin } from '../form/place.ts';
import { Tabs } from '../parts/tabs.tsx';
import { parts, type Part } from '../programme/spec/definition.ts';

/** The parts of the draft; each says how many problems are in it. */
export function PartTabs({ here }: { readonly here: Part }) {
  const { problems } = useForm();
  const tabs = parts.map(({ id, label, places }) => {
    const wrong = places.reduce((sum, place) => sum + notesWithin(problems, place), 0);
    return {
      to: `/programme/draft?part=${id}`,
      label,
      isHere: id === here.id,
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
