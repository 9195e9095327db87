import { useQuery } from '@tanstack/react-query';
import { Answered } from '../parts/states.tsx';
import { ProgrammeTabs } from '../programme/programme-tabs.tsx';
import { queries } from '../queries.ts';
import { Compare } from '../versions/compare.tsx';
import { VersionList } from '../versions/list.tsx';

export function VersionsPage() {
  const versions = useQuery(queries.versions());
  return (
    <s-page heading="Versions of the programme">
      <s-stack gap="base">
        <ProgrammeTabs />
        <Answered what="the versions" query={versions}>
          {(list) => (
            <>
              <VersionList versions={list.versions} />
              <Compare versions={list.versions} />
            </>
          )}
        </Answered>
      </s-stack>
    </s-page>
  );
}
