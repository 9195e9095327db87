import { createBrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { ActivityPage } from './pages/activity.tsx';
import { ApprovalsPage } from './pages/approvals.tsx';
import { Crashed } from './pages/crashed.tsx';
import { DraftPage } from './pages/draft.tsx';
import { ImpactPage } from './pages/impact.tsx';
import { MemberPage } from './pages/member.tsx';
import { MembersPage } from './pages/members.tsx';
import { NotFound } from './pages/not-found.tsx';
import { OperationsPage } from './pages/operations.tsx';
import { OverviewPage } from './pages/overview.tsx';
import { ProgrammePage } from './pages/programme.tsx';
import { ReferralsPage } from './pages/referrals.tsx';
import { RewardsPage } from './pages/rewards.tsx';
import { SettingsPage } from './pages/settings.tsx';
import { VersionsPage } from './pages/versions.tsx';

export const BASE = '/admin';

/** One route per page; the addresses in `app.tsx`'s navigation and the parts' links are these. */
export function createRouter() {
  const pages = [
    { index: true, element: <OverviewPage /> },
    { path: 'programme', element: <ProgrammePage /> },
    { path: 'programme/draft', element: <DraftPage /> },
    { path: 'programme/impact', element: <ImpactPage /> },
    { path: 'programme/versions', element: <VersionsPage /> },
    { path: 'rewards', element: <RewardsPage /> },
    { path: 'members', element: <MembersPage /> },
    { path: 'members/:memberId', element: <MemberPage /> },
    { path: 'approvals', element: <ApprovalsPage /> },
    { path: 'referrals', element: <ReferralsPage /> },
    { path: 'activity', element: <ActivityPage /> },
    { path: 'operations', element: <OperationsPage /> },
    { path: 'settings', element: <SettingsPage /> },
    { path: '*', element: <NotFound /> },
  ];
  return createBrowserRouter([{ path: '/', element: <App />, errorElement: <Crashed />, children: pages }], { basename: BASE });
}
