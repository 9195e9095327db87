import type { Context } from '../context.ts';
import { describeChanges, findDraft, lastPublished, readDefinition, warningsOf } from '../program/index.ts';
import { authorNames } from './author-names.ts';
import { programView } from './program-page.ts';
import { rhythmOf } from './rhythm.ts';
import type { ProgramDraft } from './program-shapes.ts';

/** The draft as staff see it: what stands in the way of publishing it, what they should know, and what it changes. */
export async function programDraft(ctx: Context): Promise<ProgramDraft> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const published = await lastPublished(tx, ctx.shop.id);
    const draft = await findDraft(tx, ctx);
    const author = await authorNames(tx, ctx.shop.id);
    const nothing = { published: programView(published, author), problems: [], warnings: [], changes: [] };
    if (!draft) return { draft: null, ...nothing };
    const { savedAt, ...rest } = draft;
    const shown = { ...nothing, draft: { ...rest, savedBy: author(rest.savedBy), savedAt: savedAt.toISOString() } };
    const read = readDefinition(draft.definition, ctx.shop);
    if ('problems' in read && read.wellFormed === undefined) return { ...shown, problems: read.problems };
    const definition = 'problems' in read ? read.wellFormed : read.definition;
    return {
      ...shown,
      problems: 'problems' in read ? read.problems : [],
      warnings: definition ? warningsOf(definition, await rhythmOf(tx, ctx)) : [],
      changes: definition ? describeChanges(published.definition, definition) : [],
    };
  });
}
