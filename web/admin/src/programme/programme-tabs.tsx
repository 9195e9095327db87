import { Tabs } from '../parts/tabs.tsx';

const tabs = [
  { to: '/programme', label: 'In force' },
  { to: '/programme/draft', label: 'Draft' },
  { to: '/programme/impact', label: 'Impact' },
  { to: '/programme/versions', label: 'Versions' },
];

/** From what is promised to what may be: the pages of the programme. */
export function ProgrammeTabs() {
  return <Tabs label="Programme" tabs={tabs} />;
}
