import type { TestDb } from '../../db/testing.ts';
import type { Story } from './acts.ts';
import { play, realVerbs, type Verbs } from './play.ts';

/** How a story ended. */
export interface Verdict {
  readonly story: Story;
  /** What the server did that the second book does not; undefined: all laws held. */
  readonly trouble: string | undefined;
  told(): string[];
}

/**
 * Plays stories of one setting side by side. A server that throws breaks the whole batch; then the halves are played alone, until
 * it is known whose doing it was.
 */
export async function judge(test: TestDb, stories: readonly Story[], verbs: Verbs = realVerbs): Promise<Verdict[]> {
  try {
    return await play(test, stories, verbs);
  } catch (error) {
    const [story] = stories;
    if (story && stories.length === 1) return [{ story, trouble: `thrown: ${messageOf(error)}`, told: () => [] }];
    const half = Math.ceil(stories.length / 2);
    return [...(await judge(test, stories.slice(0, half), verbs)), ...(await judge(test, stories.slice(half), verbs))];
  }
}

/** The shortest story that still fails: acts are left out as long as it does. All that are one act shorter are played side by side. */
export async function shrink(test: TestDb, failing: Verdict, verbs: Verbs = realVerbs): Promise<Verdict> {
  const { acts, seed } = failing.story;
  const shorter = acts.map((_, left) => ({ seed, acts: acts.filter((__, i) => i !== left) }));
  const stillFailing = (await judge(test, shorter, verbs)).find(({ trouble }) => trouble !== undefined);
  return stillFailing ? shrink(test, stillFailing, verbs) : failing;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
